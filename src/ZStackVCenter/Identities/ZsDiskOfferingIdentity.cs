using System.Management.Automation;
using ZStackVCenter.Identities;

namespace ZStackVCenter;

/// <summary>Which disk offering an argument means (see <see cref="ZsIdentity"/>).</summary>
public sealed class ZsDiskOfferingIdentity : ZsIdentity
{
    /// <summary>By its name or its id as text.</summary>
    public ZsDiskOfferingIdentity(string name) : base(ResourceKind.DiskOffering, name)
    {
    }

    /// <summary>By its record's id.</summary>
    public ZsDiskOfferingIdentity(Guid id) : base(ResourceKind.DiskOffering, id)
    {
    }

    /// <summary>By the object itself.</summary>
    public ZsDiskOfferingIdentity(ZsDiskOffering value) : base(ResourceKind.DiskOffering, (object)value)
    {
    }

    /// <summary>By what is left of the object after a file or a remote session.</summary>
    public ZsDiskOfferingIdentity(PSObject value) : base(ResourceKind.DiskOffering, (object)value)
    {
    }
}
