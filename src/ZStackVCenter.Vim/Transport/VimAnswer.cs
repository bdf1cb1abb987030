using System.Diagnostics;
using System.ServiceModel.Channels;
using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Transport;

/// <summary>
/// The answer to one call, its body still streaming in. <see cref="Reader"/> stands on the answer's element. Disposing one that was
/// not read whole closes its connection.
/// </summary>
internal sealed class VimAnswer(VimTransport transport, VimCall call, CallScope scope, Message message, VimReader reader, long started) : IDisposable
{
    private string? _outcome;
    private bool _disposed;

    public VimReader Reader { get; } = reader;

    /// <summary>Reads the body with a function of the caller's, and turns what goes wrong into one of the client's own errors.</summary>
    public T Read<T>(Func<VimReader, T> read, bool finish = true)
    {
        try
        {
            var result = read(Reader);
            if (finish)
            {
                Finish();
            }

            return result;
        }
        catch (Exception e) when (e is not VimException || scope.Caller.IsCancellationRequested)
        {
            var explained = transport.Explain(e, scope);
            _outcome = Outcome(explained);
            throw explained;
        }
        catch (VimException e)
        {
            _outcome = Outcome(e);
            throw;
        }
    }

    /// <summary>Marks the answer as one that says no.</summary>
    public void Refused(string fault) => _outcome = fault;

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        try
        {
            message.Close();
        }
        catch (Exception e) when (e is not VimException)
        {
            // The answer was given up before its end; there is nothing left to lose in it.
            _outcome ??= "given up";
        }

        scope.Answer?.Dispose();
        scope.Dispose();
        transport.Report(call, Stopwatch.GetElapsedTime(started), scope.Answer?.Received ?? 0, _outcome ?? "ok");
    }

    internal static string Outcome(Exception e) => e switch
    {
        VimTransportException t => t.Error.ToString(),
        OperationCanceledException => "cancelled",
        _ => e.GetType().Name,
    };

    private void Finish() => Reader.Finish();
}
