using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>The state of a task (TaskInfo in the vSphere API).</summary>
[VimType]
public sealed partial record TaskInfo : DynamicData
{
    /// <summary>The task's id.</summary>
    public string Key { get; init; } = "";

    /// <summary>The task.</summary>
    public required ManagedObjectReference Task { get; init; }

    /// <summary>What it does just now.</summary>
    public LocalizableMessage? Description { get; init; }

    /// <summary>The method, as <c>PowerOnVM_Task</c>.</summary>
    public string? Name { get; init; }

    /// <summary>The kind of task, as <c>VirtualMachine.powerOn</c>.</summary>
    public string DescriptionId { get; init; } = "";

    /// <summary>The object it works on.</summary>
    public ManagedObjectReference? Entity { get; init; }

    /// <summary>That object's name.</summary>
    public string? EntityName { get; init; }

    /// <summary>The objects it holds locked.</summary>
    public IReadOnlyList<ManagedObjectReference> Locked { get; init; } = [];

    /// <summary>Where it stands.</summary>
    public TaskInfoState State { get; init; }

    /// <summary>Whether it was asked to stop.</summary>
    public bool Cancelled { get; init; }

    /// <summary>Whether it can be asked to stop.</summary>
    public bool Cancelable { get; init; }

    /// <summary>Why it failed.</summary>
    public LocalizedMethodFault? Error { get; init; }

    /// <summary>What it gave, such as the machine it made.</summary>
    public object? Result { get; init; }

    /// <summary>How far it is, in percent; none when it cannot tell.</summary>
    public int? Progress { get; init; }

    /// <summary>When it was asked for.</summary>
    public DateTime QueueTime { get; init; }

    /// <summary>When it began.</summary>
    public DateTime? StartTime { get; init; }

    /// <summary>When it ended.</summary>
    public DateTime? CompleteTime { get; init; }

    /// <summary>The chain of events it belongs to.</summary>
    public int EventChainId { get; init; }
}

/// <summary>Where a task stands (TaskInfoState in the vSphere API).</summary>
[VimEnum]
public enum TaskInfoState
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>Waiting for its turn.</summary>
    Queued,

    /// <summary>At work.</summary>
    Running,

    /// <summary>Done.</summary>
    Success,

    /// <summary>Failed, or was cancelled.</summary>
    Error,
}
