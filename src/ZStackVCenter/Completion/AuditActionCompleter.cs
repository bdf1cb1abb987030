using ZStackVCenter.Engine;

namespace ZStackVCenter.Completion;

/// <summary>Completes the names of changes that the audit holds.</summary>
public sealed class AuditActionCompleter : TextCompleter
{
    private protected override Task<IReadOnlyList<string>> TextsAsync(CloudEngine engine, CancellationToken cancellationToken) => engine.Audit.ActionsAsync(cancellationToken);
}
