using System.Management.Automation;
using ZStackVCenter.Identities;

namespace ZStackVCenter;

/// <summary>Which instance offering an argument means (see <see cref="ZsIdentity"/>).</summary>
public sealed class ZsInstanceOfferingIdentity : ZsIdentity
{
    /// <summary>By its name or its id as text.</summary>
    public ZsInstanceOfferingIdentity(string name) : base(ResourceKind.InstanceOffering, name)
    {
    }

    /// <summary>By its record's id.</summary>
    public ZsInstanceOfferingIdentity(Guid id) : base(ResourceKind.InstanceOffering, id)
    {
    }

    /// <summary>By the object itself.</summary>
    public ZsInstanceOfferingIdentity(ZsInstanceOffering value) : base(ResourceKind.InstanceOffering, (object)value)
    {
    }

    /// <summary>By what is left of the object after a file or a remote session.</summary>
    public ZsInstanceOfferingIdentity(PSObject value) : base(ResourceKind.InstanceOffering, (object)value)
    {
    }
}
