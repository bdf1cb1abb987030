using System.Management.Automation;

namespace ZStackVCenter;

/// <summary>
/// An object that came through the pipeline: any object of the records, what is left of one, or the name of what the command itself is about.
/// The command says which kinds it can relate to.
/// </summary>
public sealed class ZsReference : ZsIdentity
{
    /// <summary>By name or <c>vcenter/name</c>.</summary>
    public ZsReference(string name) : base(null, name)
    {
    }

    /// <summary>By a record's id.</summary>
    public ZsReference(Guid id) : base(null, id)
    {
    }

    /// <summary>By an object of the records.</summary>
    public ZsReference(ZsResource value) : base(null, (object)value)
    {
    }

    /// <summary>By a task.</summary>
    public ZsReference(ZsTask value) : base(null, (object)value)
    {
    }

    /// <summary>By what is in the recycle bin.</summary>
    public ZsReference(ZsRecycleBinItem value) : base(null, (object)value)
    {
    }

    /// <summary>By a setting, which has a name and no id.</summary>
    public ZsReference(ZsSetting value) : base(null, (object)value)
    {
    }

    /// <summary>By what is left of an object after a file or a remote session, or a row with an <c>Id</c> or a <c>Name</c>.</summary>
    public ZsReference(PSObject value) : base(null, (object)value)
    {
    }
}
