using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.Xml;

/// <summary>
/// Gives one string, and one reference, for equal texts: an inventory repeats its hosts, folders, guest names and states ten
/// thousand times. A fixed table where a newcomer replaces what was in its place, so that it never grows.
/// </summary>
internal sealed class StringPool
{
    private const int Size = 4096;
    private const int LongestKept = 64;

    private readonly string?[] _strings = new string?[Size];
    private readonly ManagedObjectReference?[] _references = new ManagedObjectReference?[Size];

    public string Get(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return "";
        }

        if (text.Length > LongestKept)
        {
            return new string(text);
        }

        ref var slot = ref _strings[Slot(text)];
        return slot is not null && text.SequenceEqual(slot) ? slot : slot = new string(text);
    }

    public ManagedObjectReference Get(string type, ReadOnlySpan<char> value)
    {
        ref var slot = ref _references[Slot(value)];
        return slot is not null && slot.Type == type && value.SequenceEqual(slot.Value)
            ? slot
            : slot = new ManagedObjectReference(type, new string(value));
    }

    private static int Slot(ReadOnlySpan<char> text)
    {
        var hash = (uint)text.Length;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 16777619;
        }

        return (int)((hash ^ (hash >> 15)) & (Size - 1));
    }
}
