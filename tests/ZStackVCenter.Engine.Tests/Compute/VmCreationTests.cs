using System.Net;
using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Tests.Compute;

public sealed class VmCreationTests(VmLab lab) : IClassFixture<VmLab>
{
    [Fact]
    public async Task A_VM_has_the_size_that_was_given_without_an_offering()
    {
        var vm = await CreateAsync(await lab.RequestAsync("sized") with { InstanceOfferingId = null, CpuCount = 3, MemorySize = 256L << 20, NoStart = true });

        Assert.Equal((3, 256L << 20, null, ZsVmState.Stopped), (vm.CpuCount, vm.MemorySize, vm.InstanceOffering, vm.State));
        var error = await Assert.ThrowsAsync<ZsException>(async () => await lab.Engine.Vms.CheckAsync(await lab.RequestAsync("sizeless") with { InstanceOfferingId = null, CpuCount = 1 }, askVCenter: false, default));
        Assert.Equal(ZsErrorId.InvalidArgument, error.ErrorId);
    }

    [Fact]
    public async Task A_console_password_is_recorded_sealed_and_goes_with_its_VM()
    {
        var secret = new NetworkCredential("", "s3cret-on-the-glass");
        var vm = await CreateAsync(await lab.RequestAsync("glass") with { ConsolePassword = secret.SecurePassword, NoStart = true });

        Assert.Equal(secret.Password, new NetworkCredential("", await lab.Engine.ConsolePasswords.ReadAsync(vm.Id, default)).Password);
        Assert.DoesNotContain("s3cret-on-the-glass", System.Text.Encoding.Latin1.GetString(await ReadStoreAsync()), StringComparison.Ordinal);
        await lab.Engine.Vms.RunAsync(new ExpungeVmRequest(vm.Id) { Force = true }, VmLab.Somebody, null, default);
        Assert.Equal(0, await lab.Engine.RecordStore.ReadAsync(c => c.ScalarAsync<long>("SELECT count(*) FROM vm_secrets", default), default));

        var refused = await Assert.ThrowsAsync<ZsException>(async () =>
            await CreateAsync(await lab.RequestAsync("plain") with { ConsolePassword = new NetworkCredential("", "password1").SecurePassword }));
        Assert.Equal(ZsErrorId.InvalidArgument, refused.ErrorId);
        Assert.DoesNotContain("password1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_VMs_that_are_made_side_by_side_each_goes_to_the_host_that_the_others_leave_most_memory()
    {
        const long Memory = 16L << 30;
        await lab.Cloud.SyncAsync(lab.Lab);
        await WithoutDrsAsync();
        var free = await lab.Engine.Records.HostsAsync(new HostQuery { ClusterIds = [lab.Network.ClusterId!.Value] }, default)
            .Where(h => !h.MaintenanceMode).ToDictionaryAsync(h => h.Id, h => h.MemorySize - h.MemoryUsed);
        var left = free.Values.ToList();
        for (var vm = 0; vm < 6; vm++)
        {
            left[left.IndexOf(left.Max())] -= Memory;
        }
        var requests = await Task.WhenAll(NewVmRequest.Names("spread", 6).Select(n => lab.RequestAsync(n)));

        var plans = await Task.WhenAll(requests.Select(r => new CreationPlans(lab.Engine).PlanAsync(r with { InstanceOfferingId = null, CpuCount = 1, MemorySize = Memory }, default)));

        Assert.Equal(["spread-1", "spread-2", "spread-3", "spread-4", "spread-5", "spread-6"], requests.Select(r => r.Name));
        foreach (var plan in plans)
        {
            free[plan.HostId!.Value] -= Memory;
            lab.Engine.PlacementClaims.Release(plan.VmId);
        }
        Assert.Equal(left.Order(), free.Values.Order());
    }

    [Fact]
    public async Task Of_two_that_are_made_at_once_with_one_name_one_is_refused()
    {
        var request = await lab.RequestAsync("twins") with { NoStart = true };

        var ends = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            try
            {
                await CreateAsync(request);
                return "made";
            }
            catch (ZsException e)
            {
                return e.ErrorId;
            }
        }));

        Assert.Equal(["ZsVmExists", "made"], ends.Order(StringComparer.Ordinal));
        await lab.AssertNothingLostAsync(lab.Engine);
    }

    [Fact]
    public async Task A_check_names_the_place_and_refuses_what_cannot_be()
    {
        await WithoutDrsAsync();
        var request = await lab.RequestAsync("checked");

        Assert.StartsWith("Make it from 'tpl-ubuntu-22.04' on esx-", (await lab.Engine.Vms.CheckAsync(request, askVCenter: false, default)).Words, StringComparison.Ordinal);
        Assert.Equal(ZsErrorId.NoHostFits, await RefusedAsync(request with { InstanceOfferingId = null, CpuCount = 1, MemorySize = 4L << 40 }));
        Assert.Equal(ZsErrorId.IpAddressInvalid, await RefusedAsync(request with { Networks = [new VmNetworkRequest(lab.Network.Id, "10.9.9.9")] }));
        var development = await lab.Engine.Records.PrimaryStoragesAsync(new StorageQuery { Names = ["ssd-dev-01"] }, default).FirstAsync();
        Assert.Equal(ZsErrorId.NoHostFits, await RefusedAsync(request with { ClusterId = null, PrimaryStorageId = development.Id }));
        Assert.Equal(ZsErrorId.InvalidArgument, await RefusedAsync(request with { Guest = new GuestRequest { HostName = "no_underscore" } }));
        Assert.Equal(ZsErrorId.InvalidArgument, await RefusedAsync(request with { Guest = new GuestRequest { DnsDomain = "exa mple" } }));
    }

    [Fact]
    public async Task A_copy_gets_networks_of_its_own_when_it_is_told_to()
    {
        var source = await CreateAsync(await lab.RequestAsync("moves-house") with { NoStart = true });

        var copy = await lab.Engine.Vms.CopyAsync(
            new CopyVmRequest { SourceId = source.Id, Name = "moved-house", Networks = [new VmNetworkRequest(lab.Other.Id, "10.21.0.20")], NoStart = true }, VmLab.Somebody, null, default);

        Assert.Equal((lab.Other.PortGroup, "10.21.0.20", "small", "tpl-ubuntu-22.04"), (Assert.Single(copy.Networks), copy.DefaultIp, copy.InstanceOffering, copy.Image));
    }

    private Task<ZsVm> CreateAsync(NewVmRequest request) => lab.Engine.Vms.CreateAsync(request, VmLab.Somebody, null, default);

    private async Task<string> RefusedAsync(NewVmRequest request) => (await Assert.ThrowsAsync<ZsException>(() => lab.Engine.Vms.CheckAsync(request, askVCenter: false, default))).ErrorId;

    private Task<int> WithoutDrsAsync() => lab.Engine.RecordStore.WriteAsync(c => c.ExecuteAsync("UPDATE clusters SET drs_enabled = @no", default, ("no", false)), default);

    private async Task<byte[]> ReadStoreAsync()
    {
        var bytes = new List<byte>();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(lab.Cloud.Store)!, "records.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            bytes.AddRange(copy.ToArray());
        }
        return [.. bytes];
    }
}
