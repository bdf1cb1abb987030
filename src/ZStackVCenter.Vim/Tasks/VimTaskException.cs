using ZStackVCenter.Vim.Faults;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.Tasks;

/// <summary>A task began and failed: carries the fault, vCenter's words and the task as it ended.</summary>
public sealed class VimTaskException : VimFaultException
{
    internal VimTaskException(TaskInfo info)
        : base(Name(info), info.Entity, info.Error?.Fault ?? new MethodFault(), info.Error?.LocalizedMessage ?? "")
    {
        Info = info;
    }

    /// <summary>The task as it ended.</summary>
    public TaskInfo Info { get; }

    private static string Name(TaskInfo info) => info.Name ?? info.DescriptionId;
}
