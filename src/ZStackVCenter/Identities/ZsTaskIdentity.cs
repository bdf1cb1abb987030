using System.Management.Automation;

namespace ZStackVCenter;

/// <summary>Which task an argument means: the task itself, what is left of it after a file or a remote session, or its id.</summary>
public sealed class ZsTaskIdentity : ZsIdentity
{
    /// <summary>By its id as text.</summary>
    public ZsTaskIdentity(string id) : base(null, id) => RequireId(id);

    /// <summary>By its id.</summary>
    public ZsTaskIdentity(Guid id) : base(null, id)
    {
    }

    /// <summary>By the task itself.</summary>
    public ZsTaskIdentity(ZsTask value) : base(null, (object)value)
    {
    }

    /// <summary>By what is left of the task after a file or a remote session.</summary>
    public ZsTaskIdentity(PSObject value) : base(null, (object)value) => RequireId(value);

    private void RequireId(object given)
    {
        if (Id is null || Kind is not null)
        {
            throw new PSInvalidCastException($"'{given}' is no task: tasks have ids, and Get-ZsTask lists them.");
        }
    }
}
