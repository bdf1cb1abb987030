using System.Management.Automation;
using ZStackVCenter.Identities;

namespace ZStackVCenter;

/// <summary>Which range of addresses an argument means (see <see cref="ZsIdentity"/>).</summary>
public sealed class ZsIpRangeIdentity : ZsIdentity
{
    /// <summary>By its name, its id as text, or <c>vcenter/name</c>.</summary>
    public ZsIpRangeIdentity(string name) : base(ResourceKind.IpRange, name)
    {
    }

    /// <summary>By its record's id.</summary>
    public ZsIpRangeIdentity(Guid id) : base(ResourceKind.IpRange, id)
    {
    }

    /// <summary>By the object itself.</summary>
    public ZsIpRangeIdentity(ZsIpRange value) : base(ResourceKind.IpRange, (object)value)
    {
    }

    /// <summary>By what is left of the object after a file or a remote session.</summary>
    public ZsIpRangeIdentity(PSObject value) : base(ResourceKind.IpRange, (object)value)
    {
    }
}
