using System.Diagnostics;
using System.Globalization;

namespace ZStackVCenter.Testing.Lab;

/// <summary>
/// A small Linux machine: namespaces of its own for network, processes, mounts and host name, and a root folder over the real one whose changes
/// live in memory. Programs of the real root run in it and write where they like. It dies with this process, however that ends, and leaves nothing.
/// Needs root.
/// </summary>
public sealed class Machine : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Process _process;

    private Machine(string name, Process process, int initialProcess)
    {
        Name = name;
        _process = process;
        ProcessId = initialProcess;
        Network = new NetworkNamespace(initialProcess);
    }

    /// <summary>The host name.</summary>
    public string Name { get; }

    /// <summary>The machine's first process, as the test sees it.</summary>
    public int ProcessId { get; }

    /// <summary>The machine's network.</summary>
    public NetworkNamespace Network { get; }

    /// <summary>Starts a machine without any network card.</summary>
    /// <exception cref="InvalidOperationException">It did not start; the text has the kernel's words.</exception>
    public static async Task<Machine> StartAsync(string name, CancellationToken cancellationToken = default)
    {
        Requirement.Demand(Requirement.Root);
        string script = Path.Combine(AppContext.BaseDirectory, "Lab", "machine.sh");
        ProcessStartInfo start = new("unshare", ["--net", "--mount", "--pid", "--uts", "--ipc", "--fork", "--kill-child", "bash", script, name])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process = Process.Start(start) ?? throw new InvalidOperationException("unshare could not be started.");
        string? line = await process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(Patience, cancellationToken);
        if (line?.Split(' ') is not ["ready", string id])
        {
            string errors = await process.StandardError.ReadToEndAsync(cancellationToken);
            process.Dispose();
            throw new InvalidOperationException($"The machine {name} did not start: {errors}");
        }

        return new Machine(name, process, int.Parse(id, CultureInfo.InvariantCulture));
    }

    /// <summary>Runs a program in the machine to its end and gives its output.</summary>
    /// <exception cref="InvalidOperationException">The program failed; the text has its own words.</exception>
    public async Task<string> RunAsync(string program, params string[] arguments)
    {
        CommandResult result = await TryAsync(program, arguments);
        return result.Ok
            ? result.Output
            : throw new InvalidOperationException($"{Name}: {program} {string.Join(' ', arguments)} ended with {result.ExitCode}: {result.Errors}{result.Output}");
    }

    /// <summary>Runs a line of shell in the machine to its end and gives its output.</summary>
    public Task<string> ShellAsync(string line) => RunAsync("sh", "-ec", line);

    /// <summary>Runs a program in the machine to its end, whatever that is.</summary>
    /// <exception cref="OperationCanceledException">It did not end in two minutes; it was killed.</exception>
    public async Task<CommandResult> TryAsync(string program, params string[] arguments)
    {
        using Process process = Start(program, arguments);
        return await CommandResult.OfAsync(process);
    }

    /// <summary>
    /// Starts a program in the machine with its three streams redirected. To end it: <c>Kill(entireProcessTree: true)</c>; it also ends with the machine.
    /// </summary>
    public Process Start(string program, params string[] arguments) => Enter(["--all", "--root", "--wd", program, .. arguments]);

    /// <summary>
    /// Starts a program of the real machine with this machine's network and nothing else of it: the way to look at, or to wire, several machines at once.
    /// </summary>
    public Process StartOutside(string program, params string[] arguments) => Enter(["--net", program, .. arguments]);

    /// <summary>Starts a program in the machine, but with the network of another process.</summary>
    public Process StartWithNetworkOf(int processId, string program, params string[] arguments) =>
        Enter(["--all", $"--net=/proc/{processId.ToString(CultureInfo.InvariantCulture)}/ns/net", "--root", "--wd", program, .. arguments]);

    private Process Enter(string[] arguments)
    {
        ProcessStartInfo start = new("nsenter", ["--target", ProcessId.ToString(CultureInfo.InvariantCulture), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException("nsenter could not be started.");
    }

    /// <summary>Writes a file in the machine, with the folders above it.</summary>
    public async Task WriteAsync(string path, string content)
    {
        using Process process = Start("sh", "-ec", "mkdir -p \"${1%/*}\"; cat >\"$1\"", "sh", path);
        await process.StandardInput.WriteAsync(content);
        CommandResult written = await CommandResult.OfAsync(process);
        if (!written.Ok)
        {
            throw new InvalidOperationException($"{Name}: {path} could not be written: {written.Errors}");
        }
    }

    /// <summary>Ends the machine and all that runs in it.</summary>
    public async ValueTask DisposeAsync()
    {
        Network.Dispose();
        _process.StandardInput.Close();
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(10));
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
