namespace ZStackVCenter.Engine.Inventory;

/// <summary>
/// VMs and templates that left vCenter's inventory a moment ago. One that is registered anew leaves and comes back under another managed
/// object id, in two updates: until the grace is over its record waits for it, with all that hangs on it.
/// </summary>
internal sealed class Departures(TimeProvider time)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, (Guid Instance, bool IsImage, long Since)> _gone = new(StringComparer.Ordinal);

    /// <summary>Those that are waited for, by managed object id, and whether each was a template.</summary>
    public IEnumerable<(string Id, bool IsImage)> Waiting => _gone.Select(g => (g.Key, g.Value.IsImage));

    /// <summary>How long it is until <see cref="TakeDue"/> has something to give; null when nothing is waited for.</summary>
    public TimeSpan? NextDue => _gone.Count == 0 ? null : _gone.Values.Max(g => time.GetElapsedTime(g.Since)) is var longest && longest < Grace ? Grace - longest : TimeSpan.Zero;

    /// <summary>Notes one that left.</summary>
    public void Add(string id, Guid instance, bool isImage) => _gone[id] = (instance, isImage, time.GetTimestamp());

    /// <summary>Takes the one that came back with an instance UUID; null when none did.</summary>
    public string? TakeReturned(Guid instance)
    {
        var id = _gone.FirstOrDefault(g => g.Value.Instance == instance).Key;
        if (id is not null)
        {
            _gone.Remove(id);
        }
        return id;
    }

    /// <summary>Takes those that did not come back in time.</summary>
    public IReadOnlyList<string> TakeDue()
    {
        List<string> due = [.. _gone.Where(g => time.GetElapsedTime(g.Value.Since) >= Grace).Select(g => g.Key)];
        foreach (var id in due)
        {
            _gone.Remove(id);
        }
        return due;
    }
}
