using ZStackVCenter.Vim.Types;
using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Methods;

/// <summary>Methods of ManagedEntity, Folder and SearchIndex.</summary>
public static partial class InventoryMethods
{
    /// <summary>Deletes an object with all it holds: of a machine also its files (ManagedEntity.Destroy_Task). A machine must be off.</summary>
    [VimMethod]
    public static partial Task<ManagedObjectReference> Destroy_Task(this VimClient client, ManagedObjectReference entity, CancellationToken cancellationToken = default);

    /// <summary>Gives an object another name (ManagedEntity.Rename_Task). At most 80 characters; %, / and \ go escaped as %25, %2f and %5c.</summary>
    [VimMethod]
    public static partial Task<ManagedObjectReference> Rename_Task(this VimClient client, ManagedObjectReference entity, string newName, CancellationToken cancellationToken = default);

    /// <summary>Makes a folder (Folder.CreateFolder). DuplicateName names the one that has the name already.</summary>
    [VimMethod]
    public static partial Task<ManagedObjectReference> CreateFolder(this VimClient client, ManagedObjectReference folder, string name, CancellationToken cancellationToken = default);

    /// <summary>Makes a virtual machine; the task's result is the machine (Folder.CreateVM_Task).</summary>
    [VimMethod]
    public static partial Task<ManagedObjectReference> CreateVM_Task(this VimClient client, ManagedObjectReference folder, VirtualMachineConfigSpec config, ManagedObjectReference pool, ManagedObjectReference? host = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes a machine's files into the inventory; the task's result is the machine (Folder.RegisterVM_Task). A template needs a
    /// host and no pool, a machine a pool.
    /// </summary>
    [VimMethod]
    public static partial Task<ManagedObjectReference> RegisterVM_Task(this VimClient client, ManagedObjectReference folder, string path, string? name, bool asTemplate, ManagedObjectReference? pool = null, ManagedObjectReference? host = null, CancellationToken cancellationToken = default);

    /// <summary>Finds an object by its path from the root folder, as <c>dc/vm/folder/name</c>; null when there is none (SearchIndex.FindByInventoryPath).</summary>
    [VimMethod(Repeatable = true)]
    public static partial Task<ManagedObjectReference?> FindByInventoryPath(this VimClient client, ManagedObjectReference searchIndex, string inventoryPath, CancellationToken cancellationToken = default);

    /// <summary>Finds a machine by its configuration file, as <c>[datastore] name/name.vmx</c>; null when there is none (SearchIndex.FindByDatastorePath).</summary>
    [VimMethod(Repeatable = true)]
    public static partial Task<ManagedObjectReference?> FindByDatastorePath(this VimClient client, ManagedObjectReference searchIndex, ManagedObjectReference datacenter, string path, CancellationToken cancellationToken = default);

    /// <summary>Finds a machine or host by UUID; null when there is none (SearchIndex.FindByUuid).</summary>
    [VimMethod(Repeatable = true)]
    public static partial Task<ManagedObjectReference?> FindByUuid(this VimClient client, ManagedObjectReference searchIndex, ManagedObjectReference? datacenter, string uuid, bool vmSearch, bool? instanceUuid = null, CancellationToken cancellationToken = default);

    /// <summary>Finds an object among a container's own by its name; null when there is none (SearchIndex.FindChild).</summary>
    [VimMethod(Repeatable = true)]
    public static partial Task<ManagedObjectReference?> FindChild(this VimClient client, ManagedObjectReference searchIndex, ManagedObjectReference entity, string name, CancellationToken cancellationToken = default);
}
