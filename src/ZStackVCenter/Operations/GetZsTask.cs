using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Commands;

/// <summary>Lists tasks, newest first: 300 unless <c>-First</c> says otherwise.</summary>
[Cmdlet(VerbsCommon.Get, "ZsTask", SupportsPaging = true)]
[OutputType(typeof(ZsTask))]
public sealed class GetZsTaskCommand : CloudCommand
{
    private const int UsualFirst = 300;

    /// <summary>Only these.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TaskCompleter))]
    public Guid[]? Id { get; set; }

    /// <summary>Only those that change these: any objects of the records, or what they were called then, with wildcards.</summary>
    [Parameter(ValueFromPipeline = true)]
    [Alias("InputObject")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsReference[]? Resource { get; set; }

    /// <summary>Only those in these states.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public ZsTaskState[]? State { get; set; }

    /// <summary>Only those that began at this time or later.</summary>
    [Parameter]
    public DateTime? Start { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (PagingParameters.IncludeTotalCount)
        {
            // Others begin and end tasks meanwhile.
            WriteObject(PagingParameters.NewTotalCount(0, 0));
        }
        if (Id is not null)
        {
            foreach (var id in Id)
            {
                await WriteAsync(id);
            }
            return;
        }
        var (skip, first) = ((int)Math.Min(PagingParameters.Skip, int.MaxValue / 2), PagingParameters.First == ulong.MaxValue ? UsualFirst : (int)Math.Min(PagingParameters.First, int.MaxValue / 2));
        var tasks = await Cloud.Operations.ListAsync(
            new TaskQuery
            {
                ResourceIds = [.. (Resource ?? []).Select(r => r.Id).OfType<Guid>()],
                ResourceNames = [.. (Resource ?? []).Select(r => r.Name).OfType<string>()],
                States = State ?? [],
                Start = Start?.ToUniversalTime(),
                First = skip + first,
            },
            StopToken);
        foreach (var task in tasks.Skip(skip))
        {
            WriteObject(task);
        }
    }

    private Task WriteAsync(Guid id) => EachAsync(async () => WriteObject(await Cloud.Operations.GetAsync(id, StopToken)));
}
