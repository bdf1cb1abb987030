namespace ZStackVCenter.Engine.Inventory;

/// <summary>The kinds of object that are read by themselves; network adapters and volumes come with their VMs.</summary>
internal static class SyncTypes
{
    public static IReadOnlyCollection<ZsResourceType> All { get; } =
        [ZsResourceType.Cluster, ZsResourceType.Host, ZsResourceType.Storage, ZsResourceType.Network, ZsResourceType.Image, ZsResourceType.Vm];

    /// <summary>Refuses kinds that vCenters do not hold.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.InvalidArgument"/>.</exception>
    public static void Require(IEnumerable<ZsResourceType> types)
    {
        foreach (var type in Normalize(types).Except(All))
        {
            throw new ZsException(ZsErrorId.InvalidArgument, ZsErrorCategory.InvalidArgument, $"A vCenter's inventory holds no {type}.",
                $"Give some of {string.Join(", ", All)}.", type);
        }
    }

    /// <summary>The kinds to read for the kinds that were asked for.</summary>
    public static IReadOnlyCollection<ZsResourceType> Normalize(IEnumerable<ZsResourceType> types) =>
        [.. types.Select(t => t is ZsResourceType.VmNic or ZsResourceType.Volume ? ZsResourceType.Vm : t).Distinct()];
}
