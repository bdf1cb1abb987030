using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Inventory;

/// <summary>A template, from the same properties as a VM.</summary>
internal static class ImageTransform
{
    /// <summary>The row of a template; its size is null where its devices were not read.</summary>
    public static ImageRow From(SeenObject template, Places places)
    {
        var path = template.Text(VmPaths.Path) ?? "";
        return new ImageRow(template.Id, VmTransform.Name(template))
        {
            InstanceUuid = VmTransform.Uuid(template, VmPaths.InstanceUuid),
            Platform = GuestSystems.PlatformOf(template.Text(VmPaths.GuestId)),
            Size = template.Has(VmPaths.Devices) ? VolumeTransform.From(template.List<VirtualDevice>(VmPaths.Devices)).Sum(v => v.Size) : null,
            ActualSize = template.Number(VmPaths.Committed),
            DatastoreManagedObjectId = places.Datastore(template.Link(VmPaths.Host)?.Value, DatastorePath.Datastore(path)),
            Path = path,
            GuestOs = template.Text(VmPaths.GuestFullName) ?? template.Text(VmPaths.GuestId) ?? "",
            Annotation = VmTransform.NullIfEmpty(template.Text(VmPaths.Annotation)),
            ChangeVersion = template.Text(VmPaths.ChangeVersion) ?? "",
        };
    }
}
