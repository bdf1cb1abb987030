using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Identities;
using ZStackVCenter.Session;

namespace ZStackVCenter.Completion;

/// <summary>
/// Completes names from the records alone: no vCenter is asked when somebody presses Tab. What a parameter takes is told by its name, and for
/// <c>-Name</c> by the command's noun. It honours a <c>-VCenter</c> and a <c>-Cluster</c> that are typed already.
/// </summary>
public sealed class ResourceCompleter : IArgumentCompleter
{
    private const int Most = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ArgumentNullException.ThrowIfNull(commandName);
        ArgumentNullException.ThrowIfNull(parameterName);
        ArgumentNullException.ThrowIfNull(fakeBoundParameters);
        if (KindOf(commandName, parameterName) is not { } kind)
        {
            return [];
        }
        try
        {
            var context = SessionContext.Current;
            using var patience = new CancellationTokenSource(Patience);
            return Task.Run(() => CompleteAsync(context, kind, new CompletionWord(wordToComplete), fakeBoundParameters, patience.Token)).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is ZsException or OperationCanceledException or InvalidOperationException or InvalidCastException or ArgumentException)
        {
            // Somebody who presses Tab wants a name or nothing, never an error in the middle of a line.
            return [];
        }
    }

    private static ResourceKind? KindOf(string commandName, string parameterName) => parameterName switch
    {
        "Name" => ResourceKind.OfType(commandName[(commandName.LastIndexOf('-') + 1)..]),
        "VMHost" => ResourceKind.Host,
        "Entity" => ResourceKind.Vm,
        _ => ResourceKind.OfType("Zs" + parameterName),
    };

    private static async Task<IReadOnlyList<CompletionResult>> CompleteAsync(
        SessionContext context, ResourceKind kind, CompletionWord word, IDictionary bound, CancellationToken cancellationToken)
    {
        var engine = context.Engine;
        var resolver = new Resolver(engine, cancellationToken);
        var vCenters = await resolver.IdsAsync(ResourceKind.VCenter, Bound<ZsVCenterIdentity>(bound, "VCenter", "Server"), []).ConfigureAwait(false);
        var clusters = kind == ResourceKind.Cluster ? [] : await resolver.IdsAsync(ResourceKind.Cluster, Bound<ZsClusterIdentity>(bound, "Cluster"), vCenters).ConfigureAwait(false);
        var query = new ResourceQuery { Names = [word.Pattern], VCenterIds = vCenters, First = Most };
        var results = new List<CompletionResult>();
        await foreach (var one in ReadAsync(engine, kind, query, clusters, cancellationToken).ConfigureAwait(false))
        {
            if (results.Count == Most)
            {
                break;
            }
            results.Add(new CompletionResult(word.Quote(one.Name), one.Name, CompletionResultType.ParameterValue, ToolTip(one)));
        }
        return results;
    }

    private static IAsyncEnumerable<ZsResource> ReadAsync(
        Engine.CloudEngine engine, ResourceKind kind, ResourceQuery query, IReadOnlyList<Guid> clusters, CancellationToken cancellationToken) =>
        kind == ResourceKind.Vm ? engine.Records.VmsAsync(ResourceKind.Like<VmQuery>(query) with { ClusterIds = clusters }, cancellationToken)
        : kind == ResourceKind.Host ? engine.Records.HostsAsync(ResourceKind.Like<HostQuery>(query) with { ClusterIds = clusters }, cancellationToken)
        : kind.ReadAsync(engine, query, cancellationToken);

    private static List<T> Bound<T>(IDictionary bound, params string[] names) where T : ZsIdentity
    {
        var value = names.Where(bound.Contains).Select(n => bound[n]).FirstOrDefault();
        return value is null ? [] : [.. LanguagePrimitives.ConvertTo<T[]>(value)];
    }

    private static string ToolTip(ZsResource resource) => resource switch
    {
        ZsVm vm => $"{vm.Name}: {vm.State}, {vm.DefaultIp ?? "no address"}, on {vm.VMHost} ({vm.VCenter})",
        ZsHost host => $"{host.Name}: {host.State}, {host.ManagementIp} ({host.VCenter})",
        ZsVCenter vCenter => $"{vCenter.Name}: {vCenter.Server}, {vCenter.Status}",
        ZsInventoryResource other => $"{other.Name} ({other.VCenter}) {other.Id}",
        _ => resource.Name,
    };
}
