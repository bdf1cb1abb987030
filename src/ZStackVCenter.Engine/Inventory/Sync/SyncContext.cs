namespace ZStackVCenter.Engine.Inventory;

/// <summary>What the parts of one synchronisation share: what to read, what was known, where rows go, and what is to be reported.</summary>
internal sealed class SyncContext(
    string vCenter, IInventorySource source, KnownInventory known, SyncOptions options, IInventoryWriter writer, IProgress<SyncProgress>? progress)
{
    private readonly IReadOnlyCollection<ZsResourceType> _types = options.Types.Count == 0 ? SyncTypes.All : SyncTypes.Normalize(options.Types);

    /// <summary>The name of the vCenter.</summary>
    public string VCenter { get; } = vCenter;

    public KnownInventory Known { get; } = known;

    public IInventoryWriter Writer { get; } = writer;

    public IInventorySource Source { get; } = source;

    public SyncWarnings Warnings { get; } = new();

    /// <summary>Each object left out, with the reason.</summary>
    public List<ZsExclusion> Exclusions { get; } = [];

    /// <summary>The kinds to bring in.</summary>
    public IReadOnlyCollection<ZsResourceType> Types => _types;

    /// <summary>True when devices come in one pass with everything else: nearly every VM needs them.</summary>
    public bool DevicesAtOnce { get; } = source.GivesDevicesAtOnce && (options.Full || known.Vms.Count == 0);

    public bool Wants(ZsResourceType type) => _types.Contains(type);

    public void Report(SyncPhase phase, int done, int? expected = null) =>
        progress?.Report(new SyncProgress(VCenter, phase, done, expected is 0 ? null : expected));
}
