using System.Collections;
using System.Management.Automation;
using ZStackVCenter.Engine;
using ZStackVCenter.Identities;
using ZStackVCenter.Session;

namespace ZStackVCenter.Completion;

/// <summary>Completes texts of the records that are no names of objects.</summary>
public abstract class TextCompleter : RecordCompleter
{
    private protected TextCompleter()
    {
    }

    /// <summary>The texts that there are.</summary>
    private protected abstract Task<IReadOnlyList<string>> TextsAsync(CloudEngine engine, CancellationToken cancellationToken);

    private protected sealed override async Task<IReadOnlyList<CompletionResult>> CompleteAsync(
        SessionContext context, ResourceKind? kind, CompletionWord word, IDictionary bound, CancellationToken cancellationToken)
    {
        var wanted = NamePattern.Wildcard(word.Pattern);
        var texts = await TextsAsync(context.Engine, cancellationToken).ConfigureAwait(false);
        return [.. texts.Where(wanted.IsMatch).Take(Most).Select(t => new CompletionResult(word.QuoteName(t), t, CompletionResultType.ParameterValue, t))];
    }
}
