using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Engine.Tests.Support;

namespace ZStackVCenter.Engine.Tests.Records;

/// <summary>Two vCenters with a few of everything, in a store of each kind; the tests only read it.</summary>
public abstract class SmallCloud(StoreKind kind) : IAsyncLifetime
{
    private StorePlace? _place;
    private CloudEngine? _engine;

    internal Dictionary<string, Guid> Ids { get; } = [];

    internal CloudEngine Engine => _engine!;

    public async Task InitializeAsync()
    {
        _place = await StorePlace.CreateAsync(kind);
        _engine = _place.Open();
        var rows = new Rows(_engine);
        var lab = Ids["lab"] = await rows.VCenterAsync("lab");
        var alpha = Ids["Alpha"] = await rows.VCenterAsync("Alpha");
        await rows.AddAsync("sync_stamps", ("vcenter_id", lab), ("type", "Vm"), ("seen_at", 9_000_000L));
        var a = Ids["Cluster-A"] = await rows.ClusterAsync(lab, "Cluster-A", "domain-c1");
        var b = Ids["cluster-b"] = await rows.ClusterAsync(lab, "cluster-b", "domain-c2");
        var esx1 = Ids["esx-01"] = await rows.HostAsync(lab, "esx-01", "host-1", a);
        var esx2 = Ids["esx-02"] = await rows.HostAsync(lab, "esx-02", "host-2", a, state: "Maintenance");
        var esx3 = Ids["esx-03"] = await rows.HostAsync(lab, "esx-03", "host-3", b, state: "Disabled");
        await rows.HostAsync(lab, "esx-99", "host-99", null, exclusion: "It is in no cluster.");
        var shared = Ids["iscsi-1"] = await rows.DatastoreAsync(lab, "iscsi-1", "datastore-1", """["host-2","host-1"]""");
        var local = Ids["local-3"] = await rows.DatastoreAsync(lab, "local-3", "datastore-3", """["host-3"]""");
        await rows.SwitchAsync(lab, "dvs-1", "dvs-1", "Distributed", """["domain-c1","domain-c2"]""", """["host-1","host-3"]""",
            """[{"name":"Backend","vlanId":2200,"vlanText":"2200","managedObjectId":"dvportgroup-21","hostCount":2}]""");
        await rows.SwitchAsync(lab, "vSwitch0", "vswitch:domain-c1:vSwitch0", "Standard", """["domain-c1"]""", """["host-1","host-2"]""", "[]");
        Ids["centos7"] = await rows.ImageAsync(lab, "centos7", "vm-901", "Linux", shared);
        Ids["win2019"] = await rows.ImageAsync(lab, "win2019", "vm-902", "Windows", local, state: "Disabled");
        Ids["data"] = await rows.ImageAsync(lab, "data", "file-1", "Other", shared, type: "Data");
        var web01 = Ids["web01"] = await rows.VmAsync(lab, "web01", "vm-1", esx1, shared, networks: """["VM Network","Backend"]""", description: "ours");
        var web02 = Ids["web02"] = await rows.VmAsync(lab, "web02", "vm-2", esx2, shared, state: "Stopped", networks: """["VM Network"]""");
        var web10 = Ids["Web10"] = await rows.VmAsync(lab, "Web10", "vm-3", esx1, shared);
        var db01 = Ids["db01"] = await rows.VmAsync(lab, "db01", "vm-4", esx3, local, networks: """["Backend"]""", owner: "bob");
        await rows.VmAsync(lab, "a[1]", "vm-5", state: "Paused");
        await rows.VmAsync(lab, "50%_off!", "vm-6");
        await rows.VmAsync(lab, "Über-Größe", "vm-7");
        await rows.VmAsync(alpha, "web01", "vm-1");
        Ids["web01 nic"] = await rows.NicAsync(lab, web01, 0, "VM Network", """["10.1.0.5","fe80::1"]""");
        await rows.NicAsync(lab, web01, 1, "Backend", """["2001:db8::5"]""");
        Ids["db01 nic"] = await rows.NicAsync(lab, db01, 0, "Backend", "[]");
        await rows.NicAsync(lab, web02, 0, null, "[]");
        Ids["web01-root"] = await rows.VolumeAsync(lab, "web01-root", web01, shared, "Root");
        Ids["web01-data"] = await rows.VolumeAsync(lab, "web01-data", web01, local);
        Ids["db01-root"] = await rows.VolumeAsync(lab, "db01-root", db01, local, "Root");
        await rows.VolumeAsync(lab, "spare", null, null, status: "NotInstantiated", state: "Disabled");
        // One that vCenter told no id of is known by its port group's name.
        Ids["Backend"] = await NetworkAsync(lab, "Backend", ZsNetworkKind.Flat, a, "dvs-1", 2200, null, ["10.2.0.0/24"], ["10.2.0.9", "10.2.0.8"]);
        Ids["VM Network"] = await NetworkAsync(lab, "VM Network", ZsNetworkKind.Public, a, "vSwitch0", null, "network-7", [], []);
        Ids["other"] = await NetworkAsync(alpha, "Backend", ZsNetworkKind.Flat, b, "dvs-1", 2200, null, ["10.2.0.0/24"], []);
        foreach (var (vCenter, second) in new[] { (lab, 10L), (alpha, 20L), (lab, 30L) })
        {
            await rows.AddAsync("sync_reports", ("vcenter_id", vCenter), ("started_at", second * 1_000_000), ("duration", 1_500_000L), ("added", 3), ("changed", 2),
                ("removed", 1), ("excluded", 1), ("counts", """[{"type":"Vm","total":7,"added":3}]"""),
                ("exclusions", """[{"type":"Host","name":"esx-99","managedObjectId":"host-99","reason":"It is in no cluster."}]"""),
                ("vanished", """[{"type":"Vm","name":"old","managedObjectId":"vm-77","dependents":["disk"]}]"""), ("warnings", """["slow"]"""));
        }
    }

    private async Task<Guid> NetworkAsync(
        Guid vCenter, string name, ZsNetworkKind kind, Guid cluster, string vswitch, int? vlan, string? managedObjectId, string[] cidrs, string[] dns)
    {
        var id = Guid.CreateVersion7();
        await Engine.NetworkRecords.AddAsync(id, new NewNetworkRequest
        {
            VCenterId = vCenter,
            Name = name,
            Kind = kind,
            ClusterId = cluster,
            Switch = vswitch,
            VlanId = vlan,
            Ranges = [.. cidrs.Select(c => new IpRangeRequest { Cidr = c })],
            Dns = dns,
        }, vswitch == "dvs-1" ? ZsSwitchKind.Distributed : ZsSwitchKind.Standard, default);
        await Engine.NetworkRecords.OpenAsync(id, managedObjectId, default);
        return id;
    }

    public async Task DisposeAsync() => await _place!.DisposeAsync();
}

public sealed class SmallCloudInSqlite() : SmallCloud(StoreKind.Sqlite);

public sealed class SmallCloudInPostgres() : SmallCloud(StoreKind.PostgreSql);
