using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ZStackVCenter.Vim.Transport;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.PropertyCollection;

/// <summary>
/// One retrieval: pages are parsed as they stream in, beside the consumer's own work, and the next page is asked for as soon as its
/// token has come, which is before the objects of this one.
/// </summary>
internal sealed class Retrieval(
    VimClient client, IReadOnlyList<PropertyFilterSpec> specs, PropertyColumns columns, IReadOnlySet<string>? ignored, int pageSize)
{
    private const int BatchSize = 64;
    private const int BatchesAhead = 8;

    private string? _openToken;
    private int _session;

    public async IAsyncEnumerable<ObjectRow> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var batches = Channel.CreateBounded<List<ObjectRow>>(new BoundedChannelOptions(BatchesAhead) { SingleReader = true, SingleWriter = true });
        var producer = Task.Run(() => ProduceAsync(batches.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                foreach (var row in batch)
                {
                    yield return row;
                }
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await producer.ConfigureAwait(false);
        }
    }

    private async Task ProduceAsync(ChannelWriter<List<ObjectRow>> batches, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            await ReadPagesAsync(batches, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            failure = e;
        }

        if (_openToken is { } token)
        {
            await client.CleanUpAsync(_session, stop => client.InvokeAsync(Requests.Cancel(client, token), stop)).ConfigureAwait(false);
        }

        batches.Complete(failure);
    }

    private async Task ReadPagesAsync(ChannelWriter<List<ObjectRow>> batches, CancellationToken cancellationToken)
    {
        var before = client.Session.Generation;
        Task<VimAnswer>? next = null;
        var answer = await client.OfSessionAsync(before, () => client.SendAsync(Requests.Retrieve(client, specs, pageSize), cancellationToken)).ConfigureAwait(false);
        // The call itself may have renewed the session: the pages belong to the one that gave them.
        _session = client.Session.Generation;
        try
        {
            while (true)
            {
                answer.Reader.Ignored = ignored;
                var page = new PropertyPage(answer.Reader, columns);
                var more = answer.Read(_ => page.ReadHead(), finish: false);
                _openToken = page.Token;
                next = page.Token is { } token ? ContinueAsync(token, cancellationToken) : null;
                while (more)
                {
                    var batch = new List<ObjectRow>(BatchSize);
                    more = answer.Read(_ => page.ReadInto(batch, BatchSize), finish: false);
                    SessionLoss.ThrowIfLost(batch);
                    await batches.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
                }

                answer.Read(static _ => true);
                answer.Dispose();
                if (next is null)
                {
                    _openToken = null;
                    return;
                }

                answer = await next.ConfigureAwait(false);
                next = null;
            }
        }
        finally
        {
            answer.Dispose();
            await DropAsync(next).ConfigureAwait(false);
        }
    }

    // A token belongs to the session that got it: renewing the session would not bring the page back.
    private Task<VimAnswer> ContinueAsync(string token, CancellationToken cancellationToken) =>
        client.OfSessionAsync(_session, () => client.SendAsync(Requests.Continue(client, token), cancellationToken));

    private static async Task DropAsync(Task<VimAnswer>? next)
    {
        if (next is null)
        {
            return;
        }

        try
        {
            (await next.ConfigureAwait(false)).Dispose();
        }
        catch (Exception e) when (e is VimException or OperationCanceledException)
        {
            // The page that nobody waits for any more failed; what ended the retrieval is already on its way to the caller.
            _ = e;
        }
    }
}
