using System.Collections;
using System.Management.Automation;
using ZStackVCenter.Identities;
using ZStackVCenter.Session;

namespace ZStackVCenter.Completion;

/// <summary>Completes the names of changes that the audit holds.</summary>
public sealed class AuditActionCompleter : RecordCompleter
{
    private protected override async Task<IReadOnlyList<CompletionResult>> CompleteAsync(
        SessionContext context, ResourceKind? kind, CompletionWord word, IDictionary bound, CancellationToken cancellationToken)
    {
        var wanted = NamePattern.Wildcard(word.Pattern);
        var actions = await context.Engine.Audit.ActionsAsync(cancellationToken).ConfigureAwait(false);
        return [.. actions.Where(wanted.IsMatch).Select(a => new CompletionResult(word.Quote(a), a, CompletionResultType.ParameterValue, a))];
    }
}
