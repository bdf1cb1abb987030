using System.Management.Automation;

namespace ZStackVCenter.Identities;

/// <summary>Which of the names and ids that a user gave nothing was found for. A name with wildcards may find nothing.</summary>
internal sealed class Missing
{
    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<Guid> _ids;

    public Missing(IEnumerable<string> names, IEnumerable<Guid> ids)
    {
        foreach (var pattern in names.Select(NamePattern.Parse).Where(p => !p.HasWildcards))
        {
            _names[pattern.Text] = WildcardPattern.Unescape(pattern.Name);
        }
        _ids = [.. ids];
    }

    /// <summary>The texts that nothing was found for.</summary>
    public IEnumerable<string> Given => _names.Keys.Concat(_ids.Select(id => id.ToString()));

    /// <summary>Takes note of what was found.</summary>
    public void Seen(ZsResource resource)
    {
        _ids.Remove(resource.Id);
        if (_names.Count == 0)
        {
            return;
        }
        _names.Remove(resource.Name);
        foreach (var given in _names.Where(n => n.Value.Equals(resource.Name, StringComparison.OrdinalIgnoreCase)).Select(n => n.Key).ToList())
        {
            _names.Remove(given);
        }
    }
}
