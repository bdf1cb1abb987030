using System.Management.Automation;
using System.Security;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>Makes virtual machines from an image: one, several at once, or one for each row of a CSV file.</summary>
[Cmdlet(VerbsCommon.New, "ZsVm", SupportsShouldProcess = true)]
[OutputType(typeof(ZsVm), typeof(ZsTask))]
public sealed class NewZsVmCommand : NewVmRowCommand
{
    /// <summary>The name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>The image to make it from.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsImageIdentity? Image { get; set; }

    /// <summary>The networks to be on.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Many]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsNetworkIdentity[]? Network { get; set; }

    /// <summary>The network with the default route.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsNull]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsNetworkIdentity? DefaultNetwork { get; set; }

    /// <summary>The instance offering that tells its size.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsNull]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsInstanceOfferingIdentity? InstanceOffering { get; set; }

    /// <summary>How many virtual processors it has, instead of the offering's.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsNull]
    public int? CpuCount { get; set; }

    /// <summary>How much memory it has, in bytes, instead of the offering's.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsNull]
    public long? MemorySize { get; set; }

    /// <summary>Disk offerings: each makes a data volume.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Many]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsDiskOfferingIdentity[]? DataDiskOffering { get; set; }

    /// <summary>The cluster to make it in.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsNull]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsClusterIdentity? Cluster { get; set; }

    /// <summary>The password of its console.</summary>
    [Parameter]
    public SecureString? ConsolePassword { get; set; }

    /// <summary>What happens when it stops by itself.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsNull]
    public ZsHaLevel? HaLevel { get; set; }

    /// <summary>The vCenter to look for names in.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Server")]
    [Many]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsVCenterIdentity[]? VCenter { get; set; }

    private protected override string Activity => "Making virtual machines";

    private protected override Task ChangeAllAsync() => GuardAsync(async () =>
    {
        var (request, platform) = await RequestAsync();
        Expect(Count ?? 1);
        foreach (var name in NewVmRequest.Names(Name, Count ?? 1))
        {
            await ChangeAsync(null, async () =>
            {
                var one = request with { Name = name, Guest = GuestNames.Name(request.Guest, name, platform) };
                return Making(
                    await Cloud.Vms.CheckAsync(one, TellsBefore, StopToken),
                    (caller, progress, token) => Cloud.Vms.CreateAsync(one, caller, progress, token),
                    (caller, token) => Cloud.Vms.StartCreateAsync(one, caller, token));
            });
        }
    });

    private async Task<(NewVmRequest Request, ZsPlatform Platform)> RequestAsync()
    {
        var image = await Resolver.OneAsync<ZsImage>(ResourceKind.Image, Image!, await ScopeAsync(VCenter));
        Guid[] within = [image.VCenterId];
        var disks = new List<Guid>();
        foreach (var offering in DataDiskOffering ?? [])
        {
            disks.Add((await Resolver.OneAsync<ZsDiskOffering>(ResourceKind.DiskOffering, offering, [])).Id);
        }
        var request = new NewVmRequest
        {
            Name = Name,
            Description = Description,
            ImageId = image.Id,
            InstanceOfferingId = await IdAsync<ZsInstanceOffering>(ResourceKind.InstanceOffering, InstanceOffering, []),
            CpuCount = CpuCount,
            MemorySize = MemorySize,
            Networks = await NetworksAsync(Network!, within),
            DefaultNetworkId = await IdAsync<ZsNetwork>(ResourceKind.Network, DefaultNetwork, within),
            DataDiskOfferingIds = disks,
            ClusterId = await IdAsync<ZsCluster>(ResourceKind.Cluster, Cluster, within),
            HostId = await IdAsync<ZsHost>(ResourceKind.Host, VMHost, within),
            PrimaryStorageId = await IdAsync<ZsPrimaryStorage>(ResourceKind.PrimaryStorage, PrimaryStorage, within),
            HaLevel = HaLevel ?? ZsHaLevel.None,
            NoStart = NoStart,
            ConsolePassword = ConsolePassword,
            Guest = Guest(),
        };
        return (request, image.Platform);
    }
}
