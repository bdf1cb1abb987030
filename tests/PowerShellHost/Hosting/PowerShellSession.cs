using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace ZStackVCenter.PowerShellHost;

/// <summary>
/// A PowerShell session with the real engine in this process, as a console would have it: variables and modules stay from one script to the next.
/// </summary>
/// <example>
/// <code>
/// using PowerShellSession shell = PowerShellSession.Create(new() { Module = Repository.ModuleManifest });
/// ShellResult result = shell.Run("Get-ZsVm web*").Succeed();
/// </code>
/// </example>
public sealed class PowerShellSession : IDisposable
{
    private readonly ShellHost _host;
    private readonly IShellConsole _console;
    private readonly Runspace _runspace;

    private PowerShellSession(ShellOptions options)
    {
        _console = options.Console ?? new CapturingConsole(options.Width);
        if (_console is CapturingConsole capturing)
        {
            foreach (string answer in options.Answers)
            {
                capturing.Answer(answer);
            }
        }

        _host = new ShellHost(_console, options.Interactive || options.Answers.Count > 0);
        _runspace = RunspaceFactory.CreateRunspace(_host, SessionStates.Create(options));
        _runspace.ThreadOptions = PSThreadOptions.ReuseThread;
        _runspace.Open();
    }

    /// <summary>The runspace, for what this class has no word for.</summary>
    public Runspace Runspace => _runspace;

    /// <summary>The code that the script gave to <c>exit</c>, or null.</summary>
    public int? ExitCode => _host.ExitCode;

    /// <summary>Opens a session, and imports the options' module.</summary>
    public static PowerShellSession Create(ShellOptions? options = null)
    {
        options ??= new ShellOptions();
        PowerShellSession session = new(options);
        if (options.Module is not null)
        {
            session.Import(options.Module);
        }

        return session;
    }

    /// <summary>Opens a pool of runspaces set up as sessions are, each with the module at <paramref name="manifest"/> imported.</summary>
    public static RunspacePool CreatePool(string manifest, int size)
    {
        InitialSessionState state = SessionStates.Create(new ShellOptions());
        state.ImportPSModule(manifest);
        RunspacePool pool = RunspaceFactory.CreateRunspacePool(1, size, state, new ShellHost(new CapturingConsole(), false));
        pool.Open();
        return pool;
    }

    /// <summary>Imports a module by the path of its manifest.</summary>
    /// <exception cref="InvalidOperationException">The import failed; the text has the engine's words.</exception>
    public void Import(string manifest, bool force = false) =>
        Run($"Import-Module -Name '{manifest.Replace("'", "''", StringComparison.Ordinal)}'{(force ? " -Force" : string.Empty)}").Succeed();

    /// <summary>Sets a variable of the session.</summary>
    public void Set(string name, object? value) => _runspace.SessionStateProxy.SetVariable(name, value);

    /// <summary>Reads a variable of the session; null when it is not set.</summary>
    public object? Get(string name) => _runspace.SessionStateProxy.GetVariable(name);

    /// <summary>Runs a script to its end.</summary>
    public ShellResult Run(string script)
    {
        using RunningScript running = Start(script);
        return running.Wait();
    }

    /// <summary>Starts a script, to watch its objects as they come and to stop it as Ctrl+C does.</summary>
    public RunningScript Start(string script) => new(_runspace, _host.Shell, _console, script);

    /// <summary>The completions that Tab would offer at the end of the text.</summary>
    public IReadOnlyList<CompletionResult> Complete(string text)
    {
        using PowerShell engine = PowerShell.Create(_runspace);
        return CommandCompletion.CompleteInput(text, text.Length, null, engine).CompletionMatches;
    }

    /// <inheritdoc/>
    public void Dispose() => _runspace.Dispose();
}
