using ZStackVCenter.Engine.Inventory;

namespace ZStackVCenter.Engine.Records.Inventory;

/// <summary>The tables of the inventory, in the order in which rows refer to each other.</summary>
internal static class InventoryTables
{
    private static readonly ClusterTable Clusters = new();
    private static readonly HostTable Hosts = new();
    private static readonly DatastoreTable Datastores = new();
    private static readonly SwitchTable Switches = new();
    private static readonly ImageTable Images = new();
    private static readonly VmTable Vms = new();

    /// <summary>Every kind, and what hangs on VMs, with the table of each.</summary>
    public static IReadOnlyList<(ZsResourceType Type, string Table)> Counted { get; } =
    [
        (ZsResourceType.Cluster, Clusters.Name), (ZsResourceType.Host, Hosts.Name), (ZsResourceType.Storage, Datastores.Name),
        (ZsResourceType.Network, Switches.Name), (ZsResourceType.Image, Images.Name), (ZsResourceType.Vm, Vms.Name),
        (ZsResourceType.VmNic, "vm_nics"), (ZsResourceType.Volume, "volumes"),
    ];

    /// <summary>What takes the rows of each kind, those that others refer to first.</summary>
    public static IReadOnlyDictionary<ZsResourceType, RowStager> Stagers(Func<InventoryTable, KnownRows> known) => new RowStager[]
    {
        new RowStager<ClusterRow>(Clusters, known(Clusters)),
        new RowStager<HostRow>(Hosts, known(Hosts)),
        new RowStager<DatastoreRow>(Datastores, known(Datastores)),
        new RowStager<SwitchRow>(Switches, known(Switches)),
        new RowStager<ImageRow>(Images, known(Images)),
        new RowStager<VmRow>(Vms, known(Vms)),
    }.ToDictionary(s => s.Table.Type);

    /// <summary>The kind of a row.</summary>
    public static ZsResourceType TypeOf(InventoryRow row) => row switch
    {
        VmRow => ZsResourceType.Vm,
        ImageRow => ZsResourceType.Image,
        HostRow => ZsResourceType.Host,
        ClusterRow => ZsResourceType.Cluster,
        DatastoreRow => ZsResourceType.Storage,
        SwitchRow => ZsResourceType.Network,
        _ => throw new ArgumentOutOfRangeException(nameof(row), row.GetType().Name, "No table takes such a row."),
    };
}
