using System.Management.Automation;
using System.Net;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Errors;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>
/// A cmdlet that makes virtual machines, one or several for each object of the pipeline, many side by side. Where rows come through the
/// pipeline the command overrides what their columns may be; a virtual machine to copy has properties of the same names.
/// </summary>
public abstract class NewVmCommand : ResourceCommand
{
    private const int Most = 1000;
    private static readonly TimeSpan UsualWait = TimeSpan.FromMinutes(5);

    /// <summary>A description.</summary>
    [Parameter]
    [EmptyIsNull]
    public virtual string? Description { get; set; }

    /// <summary>How many to make: with more than one each name ends in a number, <c>-1</c> and so on.</summary>
    [Parameter]
    [EmptyIsNull]
    public virtual int? Count { get; set; }

    /// <summary>The addresses to have, each of the range of one of the networks.</summary>
    [Parameter]
    [AddressList]
    public virtual IPAddress[]? IpAddress { get; set; }

    /// <summary>The host to make it on.</summary>
    [Parameter]
    [EmptyIsNull]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public virtual ZsHostIdentity? VMHost { get; set; }

    /// <summary>The datastore for its disks.</summary>
    [Parameter]
    [EmptyIsNull]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public virtual ZsPrimaryStorageIdentity? PrimaryStorage { get; set; }

    /// <summary>Sets host name, addresses and DNS servers in the guest.</summary>
    [Parameter]
    [YesOrNo]
    public virtual SwitchParameter CustomizeGuest { get; set; }

    /// <summary>The guest's host name, instead of one made of the name of the virtual machine.</summary>
    [Parameter]
    [EmptyIsNull]
    public virtual string? HostName { get; set; }

    /// <summary>The domain of the guest's host name.</summary>
    [Parameter]
    [EmptyIsNull]
    public virtual string? DnsDomain { get; set; }

    /// <summary>Leaves it powered off.</summary>
    [Parameter]
    [YesOrNo]
    public virtual SwitchParameter NoStart { get; set; }

    /// <summary>Waits until the guest reports an address.</summary>
    [Parameter]
    public SwitchParameter WaitIpAddress { get; set; }

    // With -WaitIpAddress the time is the guest's to report an address in: a virtual machine that stands is not undone.
    private protected override TimeSpan? Limit => WaitIpAddress ? null : base.Limit;

    /// <inheritdoc/>
    protected override Task BeginAsync() => WaitIpAddress && RunAsync
        ? throw ZsErrors.InvalidArgument("-WaitIpAddress waits, and -RunAsync does not.", "Leave one of them out.")
        : base.BeginAsync();

    /// <summary>The host names of the guests that this command makes.</summary>
    private protected GuestNames GuestNames { get; } = new();

    /// <summary>What is set in the guest; null for nothing.</summary>
    private protected GuestRequest? Guest()
    {
        if (!CustomizeGuest)
        {
            return HostName is null && DnsDomain is null
                ? null
                : throw ZsErrors.InvalidArgument("Host name and domain are set by guest customization.", "Give -CustomizeGuest too.", HostName ?? DnsDomain);
        }
        var guest = new GuestRequest { HostName = HostName };
        return DnsDomain is null ? guest : guest with { DnsDomain = DnsDomain };
    }

    /// <summary>Checks arguments that go together, whatever is made.</summary>
    private protected void CheckTogether()
    {
        if (Count is < 1 or > Most)
        {
            throw ZsErrors.InvalidArgument($"1 to {Most:N0} virtual machines can be made at once, not {Count:N0}.", null, Count);
        }
        if (WaitIpAddress && NoStart)
        {
            throw ZsErrors.InvalidArgument("A guest that is not started reports no address.", "Leave -WaitIpAddress or -NoStart out.");
        }
        if (Count > 1 && (IpAddress is { Length: > 0 } || HostName is not null))
        {
            throw ZsErrors.InvalidArgument("Several virtual machines cannot have one address or one host name.", "Leave -IpAddress and -HostName out, or make them one by one.");
        }
    }

    /// <summary>The networks with the address that each is to give; an address goes to the network in whose range it is.</summary>
    private protected async Task<IReadOnlyList<VmNetworkRequest>> NetworksAsync(IReadOnlyCollection<ZsNetworkIdentity> given, IReadOnlyCollection<Guid> vCenterIds)
    {
        var networks = new List<ZsNetwork>(given.Count);
        foreach (var identity in given)
        {
            networks.Add(await Resolver.OneAsync<ZsNetwork>(ResourceKind.Network, identity, vCenterIds));
        }
        var wanted = new Dictionary<Guid, string>();
        foreach (var address in IpAddress ?? [])
        {
            var home = networks.Count == 1 ? networks[0] : networks.Find(n => n.Cidr is { } cidr && IPNetwork.Parse(cidr).Contains(address))
                ?? throw ZsErrors.InvalidArgument($"{address} is in no range of the networks {string.Join(", ", networks.Select(n => $"'{n.Name}'"))}.", "Get-ZsIpRange lists the ranges.", address);
            if (!wanted.TryAdd(home.Id, address.ToString()))
            {
                throw ZsErrors.InvalidArgument($"{wanted[home.Id]} and {address} are both of network '{home.Name}', and a VM has one address on a network.", null, address);
            }
        }
        return [.. networks.Select(n => new VmNetworkRequest(n.Id, wanted.GetValueOrDefault(n.Id)))];
    }

    /// <summary>The record's id of what an argument means; null without an argument.</summary>
    private protected async Task<Guid?> IdAsync<T>(ResourceKind kind, ZsIdentity? identity, IReadOnlyCollection<Guid> vCenterIds) where T : ZsResource =>
        identity is null ? null : (await Resolver.OneAsync<T>(kind, identity, vCenterIds)).Id;

    /// <summary>A change that makes one and writes it, once its guest has an address where that is waited for.</summary>
    private protected Change Making(
        PlannedChange planned, Func<Caller, IProgress<OperationProgress>, CancellationToken, Task<ZsVm>> run, Func<Caller, CancellationToken, Task<ZsTask>> start)
    {
        var (vms, caller, wait, time) = (Cloud.Vms, Caller, (bool)WaitIpAddress, TimeoutSec == 0 ? UsualWait : TimeSpan.FromSeconds(TimeoutSec));
        return new Change
        {
            Target = planned.Resource,
            Words = planned.Words,
            Run = async (progress, token) =>
            {
                var vm = await run(caller, progress, token).ConfigureAwait(false);
                return wait ? await vms.WaitAddressAsync(vm.Id, time, token).ConfigureAwait(false) : vm;
            },
            Start = async token => await start(caller, token).ConfigureAwait(false),
        };
    }

    /// <summary>Does the work of one object of the pipeline; what is wrong with it does not end the rest.</summary>
    private protected async Task GuardAsync(Func<Task> body)
    {
        await EachAsync(async () =>
        {
            CheckTogether();
            await body();
        });
    }
}
