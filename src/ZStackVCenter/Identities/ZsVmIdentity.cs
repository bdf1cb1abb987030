using System.Management.Automation;
using ZStackVCenter.Identities;

namespace ZStackVCenter;

/// <summary>Which virtual machine an argument means (see <see cref="ZsIdentity"/>).</summary>
public sealed class ZsVmIdentity : ZsIdentity
{
    /// <summary>By its name, its id as text, or <c>vcenter/name</c>.</summary>
    public ZsVmIdentity(string name) : base(ResourceKind.Vm, name)
    {
    }

    /// <summary>By its record's id.</summary>
    public ZsVmIdentity(Guid id) : base(ResourceKind.Vm, id)
    {
    }

    /// <summary>By the object itself.</summary>
    public ZsVmIdentity(ZsVm value) : base(ResourceKind.Vm, (object)value)
    {
    }

    /// <summary>By what it is in the recycle bin.</summary>
    public ZsVmIdentity(ZsRecycleBinItem value) : base(ResourceKind.Vm, (object)value)
    {
    }

    /// <summary>By what is left of the object after a file or a remote session.</summary>
    public ZsVmIdentity(PSObject value) : base(ResourceKind.Vm, (object)value)
    {
    }
}
