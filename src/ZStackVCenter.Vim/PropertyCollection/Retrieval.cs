using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ZStackVCenter.Vim.Transport;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.PropertyCollection;

/// <summary>
/// One retrieval: pages are parsed as they stream in, beside the consumer's own work, and the next page is asked for as soon as its
/// token has come, which is before the objects of this one. Parts that do not hang on each other are calls of their own: the next is on the
/// server while one is read.
/// </summary>
internal sealed class Retrieval(
    VimClient client, IEnumerable<PropertyFilterSpec> parts, PropertyColumns columns, IReadOnlySet<string>? ignored, int pageSize)
{
    // The one that is read and the one after it. A third would only lengthen the server's queue, and what waits unread in buffers.
    private const int PartsUnderWay = 2;
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
            await ReadPartsAsync(batches, cancellationToken).ConfigureAwait(false);
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

    private async Task ReadPartsAsync(ChannelWriter<List<ObjectRow>> batches, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asked = new Queue<Task<FirstPage>>(PartsUnderWay);
        try
        {
            foreach (var part in parts)
            {
                if (asked.Count == PartsUnderWay)
                {
                    await ReadPagesAsync(await asked.Dequeue().ConfigureAwait(false), batches, cancellationToken).ConfigureAwait(false);
                }

                asked.Enqueue(AskAsync(part, stop.Token));
            }

            while (asked.TryDequeue(out var next))
            {
                await ReadPagesAsync(await next.ConfigureAwait(false), batches, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            foreach (var next in asked)
            {
                await DropAsync(next).ConfigureAwait(false);
            }
        }
    }

    private async Task<FirstPage> AskAsync(PropertyFilterSpec part, CancellationToken cancellationToken)
    {
        var before = client.Session.Generation;
        var answer = await client.OfSessionAsync(before, () => client.SendAsync(Requests.Retrieve(client, part, pageSize), cancellationToken)).ConfigureAwait(false);
        // The call itself may have renewed the session: the pages belong to the one that gave them.
        return new FirstPage(answer, client.Session.Generation);
    }

    private async Task ReadPagesAsync(FirstPage first, ChannelWriter<List<ObjectRow>> batches, CancellationToken cancellationToken)
    {
        Task<VimAnswer>? next = null;
        var answer = first.Answer;
        _session = first.Session;
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

    private static async Task DropAsync<T>(Task<T>? next)
        where T : IDisposable
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

    private sealed record FirstPage(VimAnswer Answer, int Session) : IDisposable
    {
        public void Dispose() => Answer.Dispose();
    }
}
