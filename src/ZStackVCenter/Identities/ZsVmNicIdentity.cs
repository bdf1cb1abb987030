using System.Management.Automation;
using ZStackVCenter.Identities;

namespace ZStackVCenter;

/// <summary>Which network adapter an argument means (see <see cref="ZsIdentity"/>).</summary>
public sealed class ZsVmNicIdentity : ZsIdentity
{
    /// <summary>By its id as text; a name such as <c>Network adapter 1</c> means one only where a single VM has it.</summary>
    public ZsVmNicIdentity(string name) : base(ResourceKind.VmNic, name)
    {
    }

    /// <summary>By its record's id.</summary>
    public ZsVmNicIdentity(Guid id) : base(ResourceKind.VmNic, id)
    {
    }

    /// <summary>By the object itself.</summary>
    public ZsVmNicIdentity(ZsVmNic value) : base(ResourceKind.VmNic, (object)value)
    {
    }

    /// <summary>By what is left of the object after a file or a remote session.</summary>
    public ZsVmNicIdentity(PSObject value) : base(ResourceKind.VmNic, (object)value)
    {
    }
}
