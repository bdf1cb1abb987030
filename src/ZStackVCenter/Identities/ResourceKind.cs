using System.Runtime.CompilerServices;
using ZStackVCenter.Engine;
using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Identities;

/// <summary>A kind of object that commands name and find: what it is called, which command lists it, how it is read.</summary>
internal sealed class ResourceKind
{
    private readonly Func<CloudEngine, ResourceQuery, CancellationToken, IAsyncEnumerable<ZsResource>> _read;

    private ResourceKind(Type type, string word, Func<CloudEngine, ResourceQuery, CancellationToken, IAsyncEnumerable<ZsResource>> read)
    {
        Type = type;
        Word = word;
        Command = $"Get-{type.Name}";
        Advice = $"{Command} lists them; Sync-ZsVCenter brings in what is new.";
        _read = read;
    }

    public static ResourceKind VCenter { get; } = new(typeof(ZsVCenter), "vCenter", VCentersAsync);

    public static ResourceKind Cluster { get; } = new(typeof(ZsCluster), "cluster", (e, q, c) => e.Records.ClustersAsync(q, c));

    public static ResourceKind Host { get; } = new(typeof(ZsHost), "host", (e, q, c) => e.Records.HostsAsync(Like<HostQuery>(q), c));

    public static ResourceKind PrimaryStorage { get; } =
        new(typeof(ZsPrimaryStorage), "primary storage", (e, q, c) => e.Records.PrimaryStoragesAsync(Like<StorageQuery>(q), c));

    public static ResourceKind BackupStorage { get; } =
        new(typeof(ZsBackupStorage), "backup storage", (e, q, c) => e.Records.BackupStoragesAsync(Like<StorageQuery>(q), c));

    public static ResourceKind Switch { get; } = new(typeof(ZsSwitch), "switch", (e, q, c) => e.Records.SwitchesAsync(Like<SwitchQuery>(q), c));

    public static ResourceKind Image { get; } = new(typeof(ZsImage), "image", (e, q, c) => e.Records.ImagesAsync(Like<ImageQuery>(q), c));

    public static ResourceKind Vm { get; } = new(typeof(ZsVm), "virtual machine", (e, q, c) => e.Records.VmsAsync(Like<VmQuery>(q), c));

    /// <summary>VMs in the recycle bin. Their objects are of the same type as the others'.</summary>
    public static ResourceKind DeletedVm { get; } = new(typeof(ZsVm), "virtual machine",
        (e, q, c) => e.Records.VmsAsync(Like<VmQuery>(q) with { Life = VmLifeScope.RecycleBin }, c)) { Advice = "Get-ZsRecycleBinItem lists what is there.", Place = " in the recycle bin" };

    /// <summary>VMs, in the recycle bin or not.</summary>
    public static ResourceKind VmAnywhere { get; } =
        new(typeof(ZsVm), "virtual machine", (e, q, c) => e.Records.VmsAsync(Like<VmQuery>(q) with { Life = VmLifeScope.All }, c));

    public static ResourceKind VmNic { get; } = new(typeof(ZsVmNic), "network adapter", (e, q, c) => e.Records.VmNicsAsync(Like<VmNicQuery>(q), c));

    public static ResourceKind Volume { get; } = new(typeof(ZsVolume), "volume", (e, q, c) => e.Records.VolumesAsync(Like<VolumeQuery>(q), c));

    public static ResourceKind Network { get; } = new(typeof(ZsNetwork), "network", (e, q, c) => e.Records.NetworksAsync(Like<NetworkQuery>(q), c))
    {
        Advice = "Get-ZsNetwork lists them; New-ZsNetwork makes one, of a port group that is there too.",
    };

    public static ResourceKind IpRange { get; } = new(typeof(ZsIpRange), "range of addresses", (e, q, c) => e.Records.IpRangesAsync(Like<IpRangeQuery>(q), c))
    {
        Advice = "Get-ZsIpRange lists them; Add-ZsIpRange makes one.",
    };

    public static ResourceKind InstanceOffering { get; } =
        new(typeof(ZsInstanceOffering), "instance offering", (e, q, c) => ListedAsync(t => e.Offerings.InstanceOfferingsAsync(q, t), c))
        {
            Advice = "Get-ZsInstanceOffering lists them; New-ZsInstanceOffering makes one.",
        };

    public static ResourceKind DiskOffering { get; } =
        new(typeof(ZsDiskOffering), "disk offering", (e, q, c) => ListedAsync(t => e.Offerings.DiskOfferingsAsync(q, t), c))
        {
            Advice = "Get-ZsDiskOffering lists them; New-ZsDiskOffering makes one.",
        };

    /// <summary>Every kind.</summary>
    public static IReadOnlyList<ResourceKind> All { get; } =
        [VCenter, Cluster, Host, PrimaryStorage, BackupStorage, Switch, Image, Vm, VmNic, Volume, Network, IpRange, InstanceOffering, DiskOffering];

    /// <summary>The type of its objects.</summary>
    public Type Type { get; }

    /// <summary>What a message calls it.</summary>
    public string Word { get; }

    /// <summary>The command that lists it.</summary>
    public string Command { get; }

    /// <summary>Which command lists it, and how what is not there comes to be.</summary>
    public string Advice { get; private init; }

    /// <summary>Where it is looked for, as the end of a sentence; empty for everywhere.</summary>
    public string Place { get; private init; } = "";

    /// <summary>The kind whose objects have the type; null when there is none.</summary>
    public static ResourceKind? OfType(string typeName) => All.FirstOrDefault(k => k.Type.Name == typeName);

    /// <summary>Its objects that a query finds.</summary>
    public IAsyncEnumerable<ZsResource> ReadAsync(CloudEngine engine, ResourceQuery query, CancellationToken cancellationToken) =>
        _read(engine, query, cancellationToken);

    /// <summary>A query of another type that asks for the same.</summary>
    public static T Like<T>(ResourceQuery query) where T : ResourceQuery, new() =>
        new() { Names = query.Names, Ids = query.Ids, VCenterIds = query.VCenterIds, First = query.First };

    private static async IAsyncEnumerable<ZsResource> ListedAsync<T>(
        Func<CancellationToken, Task<IReadOnlyList<T>>> list, [EnumeratorCancellation] CancellationToken cancellationToken) where T : ZsResource
    {
        foreach (var one in await list(cancellationToken).ConfigureAwait(false))
        {
            yield return one;
        }
    }

    private static async IAsyncEnumerable<ZsResource> VCentersAsync(CloudEngine engine, ResourceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var names = query.Names.Select(NamePattern.Wildcard).ToList();
        var left = query.First ?? int.MaxValue;
        foreach (var vCenter in await engine.VCenters.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if ((query.Ids.Count == 0 || query.Ids.Contains(vCenter.Id)) && (names.Count == 0 || names.Any(n => n.IsMatch(vCenter.Name))) && left-- > 0)
            {
                yield return vCenter;
            }
        }
    }
}
