using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>A cmdlet that changes records that are named or piped, each by itself and without a call to a vCenter.</summary>
public abstract class RecordCommand<T> : CloudCommand where T : ZsResource
{
    /// <summary>What the arguments name. A name without wildcards that several have is refused.</summary>
    private protected abstract IEnumerable<ZsIdentity> Named { get; }

    /// <summary>The work on one record.</summary>
    private protected abstract Task ProcessAsync(T record);

    /// <inheritdoc/>
    protected sealed override async Task ProcessAsync()
    {
        var kind = ResourceKind.OfType(typeof(T).Name)!;
        foreach (var id in await TargetIdsAsync([kind], Named))
        {
            await EachAsync(async () => await ProcessAsync(await Resolver.OneAsync<T>(kind, new ZsReference(id), [])));
        }
    }
}
