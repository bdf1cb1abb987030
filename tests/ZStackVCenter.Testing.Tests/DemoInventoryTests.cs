using Xunit;

namespace ZStackVCenter.Testing.Tests;

public sealed class DemoInventoryTests(DemoVCenterFixture demo) : IClassFixture<DemoVCenterFixture>, IAsyncLifetime
{
    private SoapClient? _soap;

    private SoapClient Soap => _soap ?? throw new InvalidOperationException("Not logged in.");

    public async Task InitializeAsync() => _soap = await SoapClient.LoginAsync(demo.VCenter);

    public Task DisposeAsync()
    {
        _soap?.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task It_has_2_clusters_6_hosts_40_VMs_and_4_templates()
    {
        string[] vms = await Soap.RetrieveAsync("VirtualMachine", "name", "summary.config.template");

        Assert.Equal(2, (await Soap.RetrieveAsync("ClusterComputeResource", "name")).Length);
        Assert.Equal(6, (await Soap.RetrieveAsync("HostSystem", "name")).Length);
        Assert.Equal(40, vms.Count(vm => vm.Contains(">false<", StringComparison.Ordinal)));
        Assert.Equal(4, vms.Count(vm => vm.Contains(">true<", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task One_host_is_in_maintenance_with_VMs_on_it()
    {
        string[] hosts = await Soap.RetrieveAsync("HostSystem", "name", "runtime.inMaintenanceMode", "vm");

        string host = Assert.Single(hosts, h => h.Contains(">true<", StringComparison.Ordinal));
        Assert.Contains("esx-05.example.com", host, StringComparison.Ordinal);
        Assert.InRange(SoapClient.Count(host, "type=\"VirtualMachine\""), 3, 10);
    }

    [Fact]
    public async Task Datastores_are_unequally_full_and_mounted_by_all_hosts_of_their_clusters()
    {
        string[] stores = await Soap.RetrieveAsync("Datastore", "name", "summary.capacity", "summary.freeSpace", "host");

        Assert.Equal(4, stores.Length);
        Assert.Equal(6, SoapClient.Count(stores.Single(s => s.Contains("nfs-images", StringComparison.Ordinal)), "type=\"HostSystem\""));
        Assert.Contains($">{610L << 30}<", stores.Single(s => s.Contains("ssd-prod-02", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_port_groups_are_one_network_for_all_their_hosts()
    {
        string[] networks = await Soap.RetrieveAsync("Network", "name", "host");

        Assert.Equal(6, SoapClient.Count(networks.Single(n => n.Contains(">VM Network<", StringComparison.Ordinal)), "type=\"HostSystem\""));
        Assert.Equal(3, SoapClient.Count(networks.Single(n => n.Contains(">dev-lan<", StringComparison.Ordinal)), "type=\"HostSystem\""));
        Assert.Equal(3, SoapClient.Count(networks.Single(n => n.Contains(">prod-web<", StringComparison.Ordinal)), "type=\"HostSystem\""));
    }

    [Fact]
    public async Task Guests_report_their_names_and_addresses()
    {
        string[] vms = await Soap.RetrieveAsync("VirtualMachine", "name", "guest.ipAddress", "config.guestFullName", "runtime.powerState");
        string web = vms.Single(vm => vm.Contains(">web01<", StringComparison.Ordinal));

        Assert.Contains("192.168.100.11", web, StringComparison.Ordinal);
        Assert.Contains("Ubuntu Linux (64-bit)", web, StringComparison.Ordinal);
        Assert.Contains(vms, vm => vm.Contains("suspended", StringComparison.Ordinal));
        Assert.Contains(vms, vm => vm.Contains("Windows Server 2019", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_VM_has_a_change_version_and_every_disk_a_uuid()
    {
        string[] vms = await Soap.RetrieveAsync("VirtualMachine", "config.changeVersion", "config.hardware.device");

        Assert.All(vms, vm => Assert.Contains("config.changeVersion</name><val", vm, StringComparison.Ordinal));
        Assert.All(vms, vm => Assert.Equal(SoapClient.Count(vm, ":type=\"VirtualDisk\""), SoapClient.Count(vm, "<capacityInBytes>")));
        Assert.All(vms, vm => Assert.Equal(SoapClient.Count(vm, ":type=\"VirtualDisk\""), SoapClient.Count(vm, "<uuid>")));
    }
}
