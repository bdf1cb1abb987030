using System.Management.Automation;
using ZStackVCenter.Identities;

namespace ZStackVCenter;

/// <summary>Which vCenter an argument means (see <see cref="ZsIdentity"/>).</summary>
public sealed class ZsVCenterIdentity : ZsIdentity
{
    /// <summary>By its name, its id as text, or <c>vcenter/name</c>.</summary>
    public ZsVCenterIdentity(string name) : base(ResourceKind.VCenter, name)
    {
    }

    /// <summary>By its record's id.</summary>
    public ZsVCenterIdentity(Guid id) : base(ResourceKind.VCenter, id)
    {
    }

    /// <summary>By the object itself.</summary>
    public ZsVCenterIdentity(ZsVCenter value) : base(ResourceKind.VCenter, (object)value)
    {
    }

    /// <summary>By what is left of the object after a file or a remote session.</summary>
    public ZsVCenterIdentity(PSObject value) : base(ResourceKind.VCenter, (object)value)
    {
    }
}
