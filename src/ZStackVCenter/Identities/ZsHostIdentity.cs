using System.Management.Automation;
using ZStackVCenter.Identities;

namespace ZStackVCenter;

/// <summary>Which host an argument means (see <see cref="ZsIdentity"/>).</summary>
public sealed class ZsHostIdentity : ZsIdentity
{
    /// <summary>By its name, its id as text, or <c>vcenter/name</c>.</summary>
    public ZsHostIdentity(string name) : base(ResourceKind.Host, name)
    {
    }

    /// <summary>By its record's id.</summary>
    public ZsHostIdentity(Guid id) : base(ResourceKind.Host, id)
    {
    }

    /// <summary>By the object itself.</summary>
    public ZsHostIdentity(ZsHost value) : base(ResourceKind.Host, (object)value)
    {
    }

    /// <summary>By what is left of the object after a file or a remote session.</summary>
    public ZsHostIdentity(PSObject value) : base(ResourceKind.Host, (object)value)
    {
    }
}
