using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Identities;
using ZStackVCenter.Session;

namespace ZStackVCenter.Completion;

/// <summary>Completes the names of networks from the records: the module's own, and port groups for virtual machines.</summary>
public sealed class NetworkCompleter : RecordCompleter
{
    private protected override async Task<IReadOnlyList<CompletionResult>> CompleteAsync(
        SessionContext context, ResourceKind? kind, CompletionWord word, IDictionary bound, CancellationToken cancellationToken)
    {
        var vCenters = await BoundVCentersAsync(context, bound, cancellationToken).ConfigureAwait(false);
        var wanted = NamePattern.Wildcard(word.Pattern);
        var found = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var query = new NetworkQuery { Names = [word.Pattern], VCenterIds = vCenters, First = Most };
        await foreach (var network in context.Engine.Records.NetworksAsync(query, cancellationToken).ConfigureAwait(false))
        {
            found.TryAdd(network.Name, ResourceCompleter.ToolTip(network));
        }
        await foreach (var one in context.Engine.Records.SwitchesAsync(new SwitchQuery { VCenterIds = vCenters }, cancellationToken).ConfigureAwait(false))
        {
            foreach (var group in one.PortGroups.Where(g => wanted.IsMatch(g.Name)))
            {
                found.TryAdd(group.Name, group.ToString());
            }
        }
        return [.. found.Take(Most).Select(f => new CompletionResult(word.QuoteName(f.Key), f.Key, CompletionResultType.ParameterValue, f.Value))];
    }
}
