using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Engine.Operations;

namespace ZStackVCenter.Commands;

/// <summary>Makes changes of requests about virtual machines.</summary>
internal static class VmChange
{
    /// <summary>Checks a request.</summary>
    /// <param name="vms">What is done with virtual machines.</param>
    /// <param name="request">What is to be done.</param>
    /// <param name="caller">Who asks for it.</param>
    /// <param name="afterwards">What follows when it was done and not begun in the background; null for nothing.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <exception cref="ZsException">It cannot be done; the message says why.</exception>
    public static async Task<Change> CheckAsync(
        VmService vms, VmRequest request, Caller caller, Func<ZsVm, CancellationToken, Task<ZsVm>>? afterwards, CancellationToken cancellationToken)
    {
        var planned = await vms.CheckAsync(request, cancellationToken).ConfigureAwait(false);
        return new Change
        {
            Target = planned.Resource,
            Words = planned.Words,
            IsDone = planned.IsDone,
            Run = async (progress, token) =>
            {
                string? left = null;
                var vm = await vms.RunAsync(request, caller, progress, token, words => left = words).ConfigureAwait(false);
                var result = vm is null || afterwards is null ? vm : await afterwards(vm, token).ConfigureAwait(false);
                return left is null ? result : new Noted(result, left);
            },
            Start = token => vms.StartAsync(request, caller, token),
        };
    }
}
