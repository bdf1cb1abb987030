using System.Collections;
using System.Management.Automation;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Identities;
using ZStackVCenter.Session;

namespace ZStackVCenter.Completion;

/// <summary>Completes DNS servers: those of the networks that are typed already, else those that any network has.</summary>
public sealed class DnsCompleter : RecordCompleter
{
    private protected override async Task<IReadOnlyList<CompletionResult>> CompleteAsync(
        SessionContext context, ResourceKind? kind, CompletionWord word, IDictionary bound, CancellationToken cancellationToken)
    {
        var wanted = NamePattern.Wildcard(word.Pattern);
        var own = bound.Contains("Network")
            ? await new Resolver(context.Engine, cancellationToken).IdsAsync(ResourceKind.Network, Bound<ZsNetworkIdentity>(bound, "Network"), []).ConfigureAwait(false)
            : [];
        var users = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        await foreach (var network in context.Engine.Records.NetworksAsync(new NetworkQuery { Ids = own }, cancellationToken).ConfigureAwait(false))
        {
            foreach (var server in network.Dns.Where(wanted.IsMatch))
            {
                users.TryAdd(server, []);
                users[server].Add(network.Name);
            }
        }
        return [.. users.Take(Most).Select(u => new CompletionResult(u.Key, u.Key, CompletionResultType.ParameterValue, $"{u.Key}: of {string.Join(", ", u.Value)}"))];
    }
}
