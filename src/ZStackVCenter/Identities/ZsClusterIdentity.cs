using System.Management.Automation;
using ZStackVCenter.Identities;

namespace ZStackVCenter;

/// <summary>Which cluster an argument means (see <see cref="ZsIdentity"/>).</summary>
public sealed class ZsClusterIdentity : ZsIdentity
{
    /// <summary>By its name, its id as text, or <c>vcenter/name</c>.</summary>
    public ZsClusterIdentity(string name) : base(ResourceKind.Cluster, name)
    {
    }

    /// <summary>By its record's id.</summary>
    public ZsClusterIdentity(Guid id) : base(ResourceKind.Cluster, id)
    {
    }

    /// <summary>By the object itself.</summary>
    public ZsClusterIdentity(ZsCluster value) : base(ResourceKind.Cluster, (object)value)
    {
    }

    /// <summary>By what is left of the object after a file or a remote session.</summary>
    public ZsClusterIdentity(PSObject value) : base(ResourceKind.Cluster, (object)value)
    {
    }
}
