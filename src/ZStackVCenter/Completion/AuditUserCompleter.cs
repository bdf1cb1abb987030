using ZStackVCenter.Engine;

namespace ZStackVCenter.Completion;

/// <summary>Completes who made the changes that the audit holds.</summary>
public sealed class AuditUserCompleter : TextCompleter
{
    private protected override Task<IReadOnlyList<string>> TextsAsync(CloudEngine engine, CancellationToken cancellationToken) => engine.Audit.UsersAsync(cancellationToken);
}
