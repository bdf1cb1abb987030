using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading.Channels;

namespace ZStackVCenter.PowerShellHost;

/// <summary>A script under way.</summary>
public sealed class RunningScript : IDisposable
{
    private readonly PowerShell _engine;
    private readonly ShellUI _ui;
    private readonly IShellConsole _console;
    private readonly IAsyncResult _call;
    private readonly List<PSObject> _objects = [];
    private readonly List<ErrorRecord> _errors = [];
    private readonly Channel<PSObject> _arriving = Channel.CreateUnbounded<PSObject>();

    internal RunningScript(Runspace runspace, ShellUI ui, IShellConsole console, string script)
    {
        _ui = ui;
        _console = console;
        _engine = PowerShell.Create(runspace);
        _engine.AddScript(script);
        // Errors go the way of the output, so that both are shown in the order in which a user would see them.
        _engine.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        _engine.AddCommand(new CmdletInfo("Watch-Output", typeof(WatchOutputCommand))).AddParameter("Seen", (Action<PSObject>)See);
        _engine.AddCommand("Out-Default");
        _call = _engine.BeginInvoke();
    }

    /// <summary>The next object that the script writes; null when the script ended without another.</summary>
    public async Task<PSObject?> NextAsync(CancellationToken cancellationToken)
    {
        Task ended = Task.Factory.FromAsync(_call, static _ => { });
        while (true)
        {
            if (_arriving.Reader.TryRead(out PSObject? ready))
            {
                return ready;
            }

            Task<bool> more = _arriving.Reader.WaitToReadAsync(cancellationToken).AsTask();
            if (await Task.WhenAny(more, ended) == ended && !_arriving.Reader.TryPeek(out _))
            {
                return null;
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Stops the script as Ctrl+C does, and returns when it has stopped.</summary>
    public void Stop() => _engine.Stop();

    /// <summary>Waits for the end and gathers everything.</summary>
    public ShellResult Wait()
    {
        bool terminated = false;
        try
        {
            _engine.EndInvoke(_call);
        }
        catch (PipelineStoppedException)
        {
            terminated = true;
        }
        catch (RuntimeException failure)
        {
            terminated = true;
            _errors.Add(failure.ErrorRecord);
            Show(failure.ErrorRecord);
        }

        return new ShellResult
        {
            Objects = _objects,
            Errors = [.. _errors, .. _engine.Streams.Error],
            Terminated = terminated,
            Warnings = [.. _engine.Streams.Warning.Select(r => r.Message)],
            Verbose = [.. _engine.Streams.Verbose.Select(r => r.Message)],
            Debug = [.. _engine.Streams.Debug.Select(r => r.Message)],
            Information = [.. _engine.Streams.Information],
            Progress = Drain(_ui.Progress),
            Prompts = Drain(_ui.Prompts),
            Display = _console is CapturingConsole capturing ? capturing.Take() : string.Empty,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _engine.Dispose();

    private static List<T> Drain<T>(System.Collections.Concurrent.ConcurrentQueue<T> queue)
    {
        List<T> items = [];
        while (queue.TryDequeue(out T? item))
        {
            items.Add(item);
        }

        return items;
    }

    private void See(PSObject item)
    {
        if (item.BaseObject is ErrorRecord error)
        {
            _errors.Add(error);
            return;
        }

        _objects.Add(item);
        _arriving.Writer.TryWrite(item);
    }

    private void Show(ErrorRecord record)
    {
        using PowerShell display = PowerShell.Create(_engine.Runspace);
        PSObject shown = PSObject.AsPSObject(record);
        shown.Properties.Add(new PSNoteProperty("writeErrorStream", true));
        display.AddCommand("Out-Default").AddParameter("InputObject", shown);
        display.Invoke();
    }
}
