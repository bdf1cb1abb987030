using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Errors;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>A cmdlet that lists offerings: by name, by id, and by what comes through the pipeline.</summary>
public abstract class GetOfferingCommand<T> : CloudCommand where T : ZsResource
{
    /// <summary>Names, with wildcards.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Record ids.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Guid[]? Id { get; set; }

    /// <summary>Offerings to read again, or their names.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public ZsReference[]? InputObject { get; set; }

    /// <summary>Only those that may be used for something new, or only those that may not.</summary>
    [Parameter]
    public ZsState? State { get; set; }

    /// <summary>The state of an offering.</summary>
    private protected abstract ZsState StateOf(T offering);

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        var kind = ResourceKind.OfType(typeof(T).Name)!;
        if ((InputObject ?? []).FirstOrDefault(r => r.Kind is not null && r.Kind != kind) is { } other)
        {
            throw ZsErrors.InvalidArgument($"{kind.Command} lists nothing that belongs to a {other.Kind!.Word}.", $"It takes {typeof(T).Name} and names.", other.ToString());
        }
        List<string> names = [.. Name ?? [], .. (InputObject ?? []).Select(r => r.Name).OfType<string>()];
        List<Guid> ids = [.. Id ?? [], .. (InputObject ?? []).Select(r => r.Id).OfType<Guid>()];
        var missing = new Missing(names, ids);
        await foreach (var one in kind.ReadAsync(Cloud, new ResourceQuery { Names = names, Ids = ids }, StopToken))
        {
            missing.Seen(one);
            WriteObject(State is null || State == StateOf((T)one) ? one : null);
        }
        foreach (var given in missing.Given)
        {
            WriteError(ZsErrors.NotFound(kind.Word, given, kind.Advice));
        }
    }
}
