using ZStackVCenter.Vim.Types;
using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Methods;

/// <summary>Methods of Task.</summary>
public static partial class TaskMethods
{
    /// <summary>Asks a task to stop (Task.CancelTask). Returns before it has; one that cannot stop goes on.</summary>
    [VimMethod]
    public static partial Task CancelTask(this VimClient client, ManagedObjectReference task, CancellationToken cancellationToken = default);
}
