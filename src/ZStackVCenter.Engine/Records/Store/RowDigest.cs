using System.Numerics;
using System.Runtime.InteropServices;

namespace ZStackVCenter.Engine.Records.Store;

/// <summary>
/// A digest of a row's values, the same in every process and on every system. It tells a row that changed from one that did not; it is no
/// protection against anyone. It is never 0, which stands for a row that must be written again.
/// </summary>
internal sealed class RowDigest : RowSink
{
    // The multipliers of xxHash64, whose round this is.
    private const ulong Prime1 = 0x9E3779B185EBCA87;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Prime3 = 0x165667B19E3779F9;
    private const ulong Null = 0x27D4EB2F165667C5;

    private ulong _state = Prime3;

    /// <summary>The digest of the values so far; the next row begins anew.</summary>
    public long End()
    {
        var hash = _state;
        _state = Prime3;
        hash = (hash ^ (hash >> 33)) * Prime2;
        hash = (hash ^ (hash >> 29)) * Prime3;
        hash ^= hash >> 32;
        return hash == 0 ? 1 : (long)hash;
    }

    public override void Text(string? value)
    {
        if (value is null)
        {
            Add(Null);
            return;
        }
        Add((ulong)value.Length);
        var blocks = MemoryMarshal.Cast<char, ulong>(value);
        foreach (var block in blocks)
        {
            Add(block);
        }
        foreach (var rest in value.AsSpan(blocks.Length * (sizeof(ulong) / sizeof(char))))
        {
            Add(rest);
        }
    }

    public override void Number(long? value) => Add(value is { } number ? (ulong)number : Null);

    public override void Integer(int? value) => Number(value);

    public override void Flag(bool? value) => Add(value is { } flag ? (flag ? 2UL : 1UL) : Null);

    public override void Uuid(Guid? value)
    {
        if (value is not { } uuid)
        {
            Add(Null);
            return;
        }
        Span<ulong> halves = stackalloc ulong[2];
        uuid.TryWriteBytes(MemoryMarshal.AsBytes(halves));
        Add(halves[0]);
        Add(halves[1]);
    }

    private void Add(ulong value) => _state = (BitOperations.RotateLeft(_state ^ (value * Prime2), 31) * Prime1) + Prime3;
}
