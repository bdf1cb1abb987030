using System.Management.Automation;
using ZStackVCenter.Identities;

namespace ZStackVCenter;

/// <summary>Which primary storage an argument means (see <see cref="ZsIdentity"/>).</summary>
public sealed class ZsPrimaryStorageIdentity : ZsIdentity
{
    /// <summary>By its name, its id as text, or <c>vcenter/name</c>.</summary>
    public ZsPrimaryStorageIdentity(string name) : base(ResourceKind.PrimaryStorage, name)
    {
    }

    /// <summary>By its record's id.</summary>
    public ZsPrimaryStorageIdentity(Guid id) : base(ResourceKind.PrimaryStorage, id)
    {
    }

    /// <summary>By the object itself.</summary>
    public ZsPrimaryStorageIdentity(ZsPrimaryStorage value) : base(ResourceKind.PrimaryStorage, (object)value)
    {
    }

    /// <summary>By what is left of the object after a file or a remote session.</summary>
    public ZsPrimaryStorageIdentity(PSObject value) : base(ResourceKind.PrimaryStorage, (object)value)
    {
    }
}
