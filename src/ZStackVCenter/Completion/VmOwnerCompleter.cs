using ZStackVCenter.Engine;

namespace ZStackVCenter.Completion;

/// <summary>Completes the owners of virtual machines.</summary>
public sealed class VmOwnerCompleter : TextCompleter
{
    private protected override Task<IReadOnlyList<string>> TextsAsync(CloudEngine engine, CancellationToken cancellationToken) => engine.Records.VmOwnersAsync(cancellationToken);
}
