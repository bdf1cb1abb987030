using System.Collections;
using System.Management.Automation;
using ZStackVCenter.Identities;
using ZStackVCenter.Session;

namespace ZStackVCenter.Completion;

/// <summary>Completes the names of settings.</summary>
public sealed class SettingCompleter : RecordCompleter
{
    private protected override async Task<IReadOnlyList<CompletionResult>> CompleteAsync(
        SessionContext context, ResourceKind? kind, CompletionWord word, IDictionary bound, CancellationToken cancellationToken)
    {
        var wanted = NamePattern.Wildcard(word.Pattern);
        var settings = await context.Engine.Settings.ListAsync(cancellationToken).ConfigureAwait(false);
        return [.. settings.Where(s => wanted.IsMatch(s.Name))
            .Select(s => new CompletionResult(word.Quote(s.Name), s.Name, CompletionResultType.ParameterValue, $"{s.Value}: {s.Description}"))];
    }
}
