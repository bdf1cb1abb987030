using System.Management.Automation;
using ZStackVCenter.Identities;

namespace ZStackVCenter;

/// <summary>
/// Which network an argument means (see <see cref="ZsIdentity"/>). Where VMs and adapters are listed, the name of any port group will do.
/// </summary>
public sealed class ZsNetworkIdentity : ZsIdentity
{
    /// <summary>By its name, its id as text, or <c>vcenter/name</c>.</summary>
    public ZsNetworkIdentity(string name) : base(ResourceKind.Network, name)
    {
    }

    /// <summary>By its record's id.</summary>
    public ZsNetworkIdentity(Guid id) : base(ResourceKind.Network, id)
    {
    }

    /// <summary>By the object itself.</summary>
    public ZsNetworkIdentity(ZsNetwork value) : base(ResourceKind.Network, (object)value)
    {
    }

    /// <summary>By what is left of the object after a file or a remote session, or a port group of <c>Get-ZsSwitch</c>.</summary>
    public ZsNetworkIdentity(PSObject value) : base(ResourceKind.Network, (object)value)
    {
    }
}
