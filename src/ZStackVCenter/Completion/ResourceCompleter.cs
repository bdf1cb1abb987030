using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using ZStackVCenter.Engine;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Formats;
using ZStackVCenter.Identities;
using ZStackVCenter.Session;

namespace ZStackVCenter.Completion;

/// <summary>Completes the names of objects of the records, within a <c>-VCenter</c> and a <c>-Cluster</c> that are typed already.</summary>
public sealed class ResourceCompleter : RecordCompleter
{
    private protected override async Task<IReadOnlyList<CompletionResult>> CompleteAsync(
        SessionContext context, ResourceKind? kind, CompletionWord word, IDictionary bound, CancellationToken cancellationToken)
    {
        if (kind is null)
        {
            return [];
        }
        var vCenters = kind == ResourceKind.VCenter ? [] : await BoundVCentersAsync(context, bound, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Guid> clusters = kind == ResourceKind.Vm || kind == ResourceKind.Host
            ? await new Resolver(context.Engine, cancellationToken).IdsAsync(ResourceKind.Cluster, Bound<ZsClusterIdentity>(bound, "Cluster"), vCenters).ConfigureAwait(false)
            : [];
        var query = new ResourceQuery { Names = [word.Pattern], VCenterIds = vCenters, First = Most };
        var results = new List<CompletionResult>();
        await foreach (var one in ReadAsync(context.Engine, kind, query, clusters, cancellationToken).ConfigureAwait(false))
        {
            // A switch is named without its clusters, of which several may have one of that name.
            if (kind == ResourceKind.Switch && results.Exists(r => r.ListItemText == one.Name))
            {
                continue;
            }
            results.Add(new CompletionResult(word.QuoteName(one.Name), one.Name, CompletionResultType.ParameterValue, ToolTip(one)));
        }
        return results;
    }

    private static IAsyncEnumerable<ZsResource> ReadAsync(
        CloudEngine engine, ResourceKind kind, ResourceQuery query, IReadOnlyList<Guid> clusters, CancellationToken cancellationToken) =>
        kind == ResourceKind.Vm ? engine.Records.VmsAsync(ResourceKind.Like<VmQuery>(query) with { ClusterIds = clusters }, cancellationToken)
        : kind == ResourceKind.Host ? engine.Records.HostsAsync(ResourceKind.Like<HostQuery>(query) with { ClusterIds = clusters }, cancellationToken)
        : kind.ReadAsync(engine, query, cancellationToken);

    internal static string ToolTip(ZsResource resource) => resource switch
    {
        ZsVm vm => $"{vm.Name}: {vm.State}, {vm.DefaultIp ?? "no address"}, on {vm.VMHost ?? "no host"} ({vm.VCenter}) {vm.Id}",
        ZsHost host => $"{host.Name}: {host.State}, {host.ManagementIp} ({host.VCenter}) {host.Id}",
        ZsVCenter vCenter => $"{vCenter.Name}: {vCenter.Server}, {vCenter.Status}",
        ZsNetwork network => $"{network.Name}: {network.Kind}, {network.Cidr ?? "no range"}, {network.UsedCount} of {network.AddressCount} addresses in use ({network.VCenter}) {network.Id}",
        ZsIpRange range => $"{range.Network}: {range.StartIp} to {range.EndIp}, {range.UsedCount} of {range.AddressCount} in use ({range.VCenter}) {range.Id}",
        ZsInstanceOffering offering => $"{offering.Name}: {Quantity.Of(offering.CpuCount, "processor")}, {Display.Bytes(offering.MemorySize)}, {offering.State}",
        ZsDiskOffering offering => $"{offering.Name}: {Display.Bytes(offering.Size)}, {offering.State}",
        ZsInventoryResource other => $"{other.Name} ({other.VCenter}) {other.Id}",
        _ => resource.Name,
    };
}
