namespace ZStackVCenter.Vim.Transport;

/// <summary>
/// The body of an answer as it streams in: bounded in length, each wait for more bounded in time, and torn down at once when the
/// call is cancelled, also while a read is blocked in it.
/// </summary>
internal sealed class AnswerStream : Stream
{
    private const int BufferSize = 64 * 1024;

    private readonly Stream _inner;
    private readonly CallScope _scope;
    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly CancellationTokenRegistration _abort;
    private int _start;
    private int _end;

    public AnswerStream(Stream inner, CallScope scope)
    {
        _inner = inner;
        _scope = scope;
        _abort = scope.Token.Register(static state => ((Stream)state!).Dispose(), inner);
    }

    /// <summary>How many bytes have come.</summary>
    public long Received { get; private set; }

    /// <summary>Whether the body's end has been read.</summary>
    public bool AtEnd { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_start == _end && !AtEnd)
        {
            BeforeRead();
            try
            {
                Took(_inner.Read(_buffer));
            }
            catch (Exception e) when (Note(e))
            {
                throw;
            }
        }

        return Take(buffer);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_start == _end && !AtEnd)
        {
            BeforeRead();
            try
            {
                Took(await _inner.ReadAsync(_buffer, _scope.Token).ConfigureAwait(false));
            }
            catch (Exception e) when (Note(e))
            {
                throw;
            }
        }

        return Take(buffer.Span);
    }

    /// <summary>Does nothing, as nothing is written (the contract of <see cref="Stream.Flush"/> for a stream that is only read).</summary>
    public override void Flush()
    {
    }

    // What a stream that is only read, once and forwards, has no answer to (the contract of System.IO.Stream).
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _abort.Dispose();
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void BeforeRead()
    {
        _scope.Token.ThrowIfCancellationRequested();
        _scope.StartClock(_scope.Options.PauseTimeout);
    }

    private void Took(int count)
    {
        _scope.StopClock();
        _start = 0;
        _end = count;
        AtEnd = count == 0;
        Received += count;
        if (Received > _scope.Options.LongestAnswer)
        {
            throw VimTransportException.AnswerTooLong(_scope.Options.LongestAnswer);
        }
    }

    private int Take(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    private bool Note(Exception failure)
    {
        _scope.StopClock();
        _scope.Failure ??= failure;
        return false;
    }
}
