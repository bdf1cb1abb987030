using System.Management.Automation;
using ZStackVCenter.Identities;

namespace ZStackVCenter;

/// <summary>Which backup storage an argument means (see <see cref="ZsIdentity"/>).</summary>
public sealed class ZsBackupStorageIdentity : ZsIdentity
{
    /// <summary>By its name, its id as text, or <c>vcenter/name</c>.</summary>
    public ZsBackupStorageIdentity(string name) : base(ResourceKind.BackupStorage, name)
    {
    }

    /// <summary>By its record's id.</summary>
    public ZsBackupStorageIdentity(Guid id) : base(ResourceKind.BackupStorage, id)
    {
    }

    /// <summary>By the object itself.</summary>
    public ZsBackupStorageIdentity(ZsBackupStorage value) : base(ResourceKind.BackupStorage, (object)value)
    {
    }

    /// <summary>By what is left of the object after a file or a remote session.</summary>
    public ZsBackupStorageIdentity(PSObject value) : base(ResourceKind.BackupStorage, (object)value)
    {
    }
}
