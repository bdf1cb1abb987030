using System.Management.Automation;
using ZStackVCenter.Identities;

namespace ZStackVCenter;

/// <summary>Which image an argument means (see <see cref="ZsIdentity"/>).</summary>
public sealed class ZsImageIdentity : ZsIdentity
{
    /// <summary>By its name, its id as text, or <c>vcenter/name</c>.</summary>
    public ZsImageIdentity(string name) : base(ResourceKind.Image, name)
    {
    }

    /// <summary>By its record's id.</summary>
    public ZsImageIdentity(Guid id) : base(ResourceKind.Image, id)
    {
    }

    /// <summary>By the object itself.</summary>
    public ZsImageIdentity(ZsImage value) : base(ResourceKind.Image, (object)value)
    {
    }

    /// <summary>By what is left of the object after a file or a remote session.</summary>
    public ZsImageIdentity(PSObject value) : base(ResourceKind.Image, (object)value)
    {
    }
}
