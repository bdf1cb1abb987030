using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Identities;
using ZStackVCenter.Session;

namespace ZStackVCenter.Completion;

/// <summary>Completes the names of port groups for virtual machines from the records.</summary>
public sealed class NetworkCompleter : RecordCompleter
{
    private protected override async Task<IReadOnlyList<CompletionResult>> CompleteAsync(
        SessionContext context, ResourceKind? kind, CompletionWord word, IDictionary bound, CancellationToken cancellationToken)
    {
        var vCenters = await BoundVCentersAsync(context, bound, cancellationToken).ConfigureAwait(false);
        var wanted = NamePattern.Wildcard(word.Pattern);
        var groups = new SortedDictionary<string, ZsPortGroup>(StringComparer.OrdinalIgnoreCase);
        await foreach (var one in context.Engine.Records.SwitchesAsync(new SwitchQuery { VCenterIds = vCenters }, cancellationToken).ConfigureAwait(false))
        {
            foreach (var group in one.PortGroups.Where(g => wanted.IsMatch(g.Name)))
            {
                groups.TryAdd(group.Name, group);
            }
        }
        return [.. groups.Values.Take(Most).Select(g => new CompletionResult(word.Quote(g.Name), g.Name, CompletionResultType.ParameterValue, g.ToString()))];
    }
}
