using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Engine.Records.Store;
using ZStackVCenter.Engine.Tests.Records;
using ZStackVCenter.Engine.Tests.Support;

namespace ZStackVCenter.Engine.Tests.Networking;

public sealed class AddressTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CloudEngine _engine;

    public AddressTests() => _engine = CloudEngine.Open(new CloudEngineOptions { StorePath = _folder.File("records.db") });

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_owner_that_takes_twice_has_one_address()
    {
        var network = await NetworkAsync("192.168.1.0/24");
        var owner = Guid.CreateVersion7();

        var first = await TakeAsync(network, owner);
        var second = await TakeAsync(network, owner);

        Assert.Equal(first, second);
        Assert.Equal((24, "192.168.1.1"), (first.PrefixLength, Ipv4.Text(first.Gateway)));
    }

    [Fact]
    public async Task Every_address_is_handed_out_once_and_then_the_network_says_that_it_has_none()
    {
        var network = await NetworkAsync("192.168.1.0/29");
        var taken = new HashSet<string>();
        for (var i = 0; i < 5; i++)
        {
            taken.Add(Ipv4.Text((await TakeAsync(network, Guid.CreateVersion7())).Address));
        }

        Assert.Equal(["192.168.1.2", "192.168.1.3", "192.168.1.4", "192.168.1.5", "192.168.1.6"], taken.Order(StringComparer.Ordinal));
        var error = await Assert.ThrowsAsync<ZsException>(() => TakeAsync(network, Guid.CreateVersion7()));
        Assert.Equal(ZsErrorId.IpRangeExhausted, error.ErrorId);
        Assert.Contains("all 5 of 192.168.1.2-192.168.1.6", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wanted_address_is_given_when_it_is_free_and_in_a_range()
    {
        var network = await NetworkAsync("192.168.1.0/24");

        Assert.Equal("192.168.1.77", Ipv4.Text((await TakeAsync(network, Guid.CreateVersion7(), "192.168.1.77")).Address));

        Assert.Equal(ZsErrorId.IpAddressInUse, (await Assert.ThrowsAsync<ZsException>(() => TakeAsync(network, Guid.CreateVersion7(), "192.168.1.77"))).ErrorId);
        Assert.Equal(ZsErrorId.IpAddressInvalid, (await Assert.ThrowsAsync<ZsException>(() => TakeAsync(network, Guid.CreateVersion7(), "192.168.1.1"))).ErrorId);
        Assert.Equal(ZsErrorId.IpAddressInvalid, (await Assert.ThrowsAsync<ZsException>(() => TakeAsync(network, Guid.CreateVersion7(), "10.0.0.1"))).ErrorId);
    }

    [Fact]
    public async Task An_address_that_was_returned_is_free_again()
    {
        var network = await NetworkAsync("192.168.1.0/24");
        var owner = Guid.CreateVersion7();
        await TakeAsync(network, owner, "192.168.1.77");

        Assert.Equal(1, await _engine.Addresses.ReturnAsync(owner, network, default));
        Assert.Equal(0, await _engine.Addresses.ReturnAsync(owner, network, default));

        await TakeAsync(network, Guid.CreateVersion7(), "192.168.1.77");
    }

    [Fact]
    public async Task An_address_that_a_guest_was_seen_with_is_not_handed_out()
    {
        var network = await NetworkAsync("192.168.1.0/29");
        await SeeGuestAsync(network, "web01", "192.168.1.4");
        var taken = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            taken.Add(Ipv4.Text((await TakeAsync(network, Guid.CreateVersion7())).Address));
        }

        Assert.DoesNotContain("192.168.1.4", taken);
        var error = await Assert.ThrowsAsync<ZsException>(() => TakeAsync(network, Guid.CreateVersion7(), "192.168.1.4"));
        Assert.Contains("the guest of 'web01' was seen with it", error.Message, StringComparison.Ordinal);
        var listed = await _engine.Networks.AddressesAsync(new IpAddressQuery { Free = true }, default).ToListAsync();
        Assert.Equal(5, listed.Count);
        Assert.Equal(["web01"], Assert.Single(listed, a => !a.Used).SeenAt);
    }

    [Fact]
    public async Task Sixteen_processes_take_a_hundred_addresses_each_and_none_is_given_twice_or_lost_when_some_are_killed()
    {
        var network = await NetworkAsync("10.0.0.0/20");
        var workers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Worker.StartAsync(
            "take-addresses", ("store", _folder.File("records.db")), ("network", network.ToString()), ("count", "100"))));
        try
        {
            foreach (var worker in workers)
            {
                worker.Go();
            }
            // A third of them dies in the middle of its work.
            var killed = workers.Take(5).ToList();
            foreach (var worker in killed)
            {
                while (worker.Lines.Count < 20)
                {
                    await Task.Delay(5);
                }
                worker.Kill();
            }
            var codes = await Task.WhenAll(workers.Select(w => w.EndAsync()));

            Assert.All(codes.Skip(5), code => Assert.Equal(0, code));
            var said = workers.SelectMany(w => w.Lines).ToList();
            Assert.Equal(said.Count, said.Distinct().Count());
            var held = await _engine.Networks.AddressesAsync(new IpAddressQuery(), default).Select(a => a.IpAddress).ToListAsync();
            Assert.Empty(said.Except(held));
            // What a killed process had taken and not said yet is at most one address each.
            Assert.InRange(held.Count, said.Count, said.Count + killed.Count);
        }
        finally
        {
            await Task.WhenAll(workers.Select(w => w.DisposeAsync().AsTask()));
        }
    }

    private Task<TakenAddress> TakeAsync(Guid network, Guid owner, string? wanted = null) =>
        _engine.Addresses.TakeAsync(network, ZsResourceType.Vm, owner, Ipv4.Parse(wanted), default);

    private async Task<Guid> NetworkAsync(string cidr)
    {
        var vCenter = Samples.VCenter("lab");
        await _engine.VCenterRecords.SaveVCenterAsync(vCenter, null, null, default);
        var id = Guid.CreateVersion7();
        await _engine.RecordStore.WriteAsync(
            async connection =>
            {
                await connection.ExecuteAsync(
                    """
                    INSERT INTO clusters (id, vcenter_id, managed_object_id, name, name_key, created_at, seen_at, hash, datacenter, host_count, cpu_mhz, memory_size, drs_enabled, ha_enabled)
                    VALUES (@id, @vcenter, 'domain-c1', 'c1', 'c1', 0, 0, 0, 'dc', 1, 1, 1, @no, @no)
                    """,
                    default, ("id", id), ("vcenter", vCenter.Id), ("no", false));
                return true;
            },
            default);
        await _engine.NetworkRecords.AddAsync(id, new NewNetworkRequest
        {
            VCenterId = vCenter.Id,
            Name = "net",
            Kind = ZsNetworkKind.Flat,
            ClusterId = id,
            Switch = "dvs",
            Ranges = [new IpRangeRequest { Cidr = cidr }],
        }, ZsSwitchKind.Distributed, default);
        await _engine.NetworkRecords.OpenAsync(id, "dvportgroup-1", default);
        return id;
    }

    private async Task SeeGuestAsync(Guid network, string name, string address)
    {
        var vCenter = (await _engine.Networks.GetAsync(network, default)).VCenterId;
        var id = Guid.CreateVersion7();
        await _engine.RecordStore.WriteAsync(
            async connection =>
            {
                await connection.ExecuteAsync(
                    """
                    INSERT INTO vms (id, vcenter_id, managed_object_id, name, name_key, created_at, seen_at, hash, devices_hash, change_version, state, cpu_count, memory_size,
                        networks, platform, guest_os, instance_uuid, bios_uuid, path, committed_size)
                    VALUES (@id, @vcenter, 'vm-1', @name, @name, 0, 0, 0, 0, '', 'Running', 1, 1, '[]', 'Linux', '', @id, @id, '', 0)
                    """,
                    default, ("id", id), ("vcenter", vCenter), ("name", name));
                await connection.ExecuteAsync(
                    """
                    INSERT INTO vm_nics (id, vcenter_id, vm_id, device_key, name, name_key, created_at, seen_at, hash, device_number, mac_address, ip_addresses, network,
                        network_managed_object_id, adapter_type, connected)
                    VALUES (@id, @vcenter, @id, 4000, 'n', 'n', 0, 0, 0, 0, '00:50:56:00:00:01', @addresses, 'net', 'dvportgroup-1', 'Vmxnet3', @yes)
                    """,
                    default, ("id", id), ("vcenter", vCenter), ("addresses", $"[\"{address}\"]"), ("yes", true));
                return true;
            },
            default);
    }
}
