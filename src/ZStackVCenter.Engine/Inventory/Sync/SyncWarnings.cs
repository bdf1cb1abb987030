using System.Globalization;

namespace ZStackVCenter.Engine.Inventory;

/// <summary>Collects what a synchronisation could not read, in words, and not more of them than a person reads.</summary>
internal sealed class SyncWarnings
{
    private const int Most = 100;

    private readonly List<string> _warnings = [];
    private int _more;

    /// <summary>Notes an object whose properties the server would not give.</summary>
    public void Unreadable(SeenObject seen)
    {
        var why = seen.Missing.Count > 0
            ? $"the user may not read {string.Join(", ", seen.Missing.Order(StringComparer.Ordinal).Take(5))}"
            : "vCenter does not give its configuration: it is inaccessible, orphaned or invalid";
        Add($"{seen.Reference.Type} '{VmTransform.Name(seen)}' ({seen.Id}): {why}. Its record stays as it was.");
    }

    /// <summary>Notes a text.</summary>
    public void Add(string warning)
    {
        if (_warnings.Count < Most)
        {
            _warnings.Add(warning);
        }
        else
        {
            _more++;
        }
    }

    /// <summary>The texts.</summary>
    public IReadOnlyList<string> ToList() => _more == 0
        ? _warnings
        : [.. _warnings, string.Create(CultureInfo.InvariantCulture, $"{_more:N0} more warnings of the same kinds were left out.")];
}
