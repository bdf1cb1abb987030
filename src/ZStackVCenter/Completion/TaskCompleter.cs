using System.Collections;
using System.Management.Automation;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Identities;
using ZStackVCenter.Session;

namespace ZStackVCenter.Completion;

/// <summary>Completes the ids of tasks that go on, from what they do and the resources they work on.</summary>
public sealed class TaskCompleter : RecordCompleter
{
    private static readonly ZsTaskState[] GoingOn = [ZsTaskState.Running, ZsTaskState.Waiting, ZsTaskState.Undoing];

    private protected override async Task<IReadOnlyList<CompletionResult>> CompleteAsync(
        SessionContext context, ResourceKind? kind, CompletionWord word, IDictionary bound, CancellationToken cancellationToken)
    {
        var wanted = NamePattern.Wildcard(word.Pattern);
        var tasks = await context.Engine.Operations.ListAsync(new TaskQuery { States = GoingOn, First = Most }, cancellationToken).ConfigureAwait(false);
        return [.. tasks.Where(t => wanted.IsMatch(t.Id.ToString()) || wanted.IsMatch(t.Resource) || wanted.IsMatch(t.Action))
            .Select(t => new CompletionResult(t.Id.ToString(), t.ToString(), CompletionResultType.ParameterValue, $"{t}: {t.Step}, {t.Progress} %, by {t.OsUser}"))];
    }
}
