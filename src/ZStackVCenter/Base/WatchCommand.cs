using System.Management.Automation;
using ZStackVCenter.Completion;

namespace ZStackVCenter.Commands;

/// <summary>A cmdlet that writes what happens in vCenters while it happens: until Ctrl+C, a time-out, or enough objects.</summary>
public abstract class WatchCommand<T> : CloudCommand
{
    private readonly List<ZsVCenterIdentity> _named = [];

    /// <summary>The vCenters, which must be connected; without it the session's defaults, or all that are connected.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Server")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsVCenterIdentity[]? VCenter { get; set; }

    /// <summary>Ends after so many seconds; without it on Ctrl+C.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue / 1000)]
    public int? TimeoutSec { get; set; }

    /// <summary>Ends after so many objects.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? First { get; set; }

    /// <summary>Tells the user when a vCenter is away.</summary>
    private protected OutageWords NewOutageWords() => new(WriteWarning, Trace, Post);

    /// <summary>What happens in the vCenters, until cancelled.</summary>
    private protected abstract Task<IAsyncEnumerable<T>> WatchAsync(IReadOnlyList<ZsVCenterIdentity> named, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        _named.AddRange(VCenter ?? []);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        if (_named.Count == 0 && MyInvocation.ExpectingInput)
        {
            return;
        }
        using var end = CancellationTokenSource.CreateLinkedTokenSource(StopToken);
        if (TimeoutSec is { } seconds)
        {
            end.CancelAfter(TimeSpan.FromSeconds(seconds));
        }
        var left = First ?? int.MaxValue;
        try
        {
            await foreach (var one in await WatchAsync(_named, end.Token))
            {
                WriteObject(one);
                if (--left == 0)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (!StopToken.IsCancellationRequested)
        {
            // The time-out is an end, not a failure.
        }
    }
}
