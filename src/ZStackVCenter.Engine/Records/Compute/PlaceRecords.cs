using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>Where things are in a vCenter, from the records: enough to read single VMs without reading everything around them.</summary>
internal sealed class PlaceRecords(RecordStore store)
{
    /// <summary>Hosts, datastores and port groups of a vCenter.</summary>
    public Task<Places> ReadAsync(Guid vCenterId, CancellationToken cancellationToken) => store.ReadAsync(
        async connection =>
        {
            var places = new Places();
            // A datacenter's name stands for it: the records do not hold its id.
            await using (var command = connection.Command(
                "SELECT h.managed_object_id, c.datacenter FROM hosts h JOIN clusters c ON c.id = h.cluster_id WHERE h.vcenter_id = @id AND h.managed_object_id IS NOT NULL", ("id", vCenterId)))
            {
                await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    places.AddHost(rows.GetString(0), rows.GetString(1));
                }
            }
            await using (var command = connection.Command(
                "SELECT managed_object_id, datacenter, name FROM datastores WHERE vcenter_id = @id AND managed_object_id IS NOT NULL", ("id", vCenterId)))
            {
                await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    places.AddDatastore(rows.GetString(1), rows.GetString(2), rows.GetString(0));
                }
            }
            await using (var command = connection.Command("SELECT port_groups FROM switches WHERE vcenter_id = @id", ("id", vCenterId)))
            {
                await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    foreach (var group in RecordJson.ReadPortGroups(rows.GetString(0)).Where(g => g.ManagedObjectId is not null))
                    {
                        places.Networks.Set(group.ManagedObjectId!, group.Name);
                    }
                }
            }
            await using (var command = connection.Command(
                "SELECT managed_object_id, port_group FROM networks WHERE vcenter_id = @id AND managed_object_id IS NOT NULL", ("id", vCenterId)))
            {
                await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    places.Networks.Set(rows.GetString(0), rows.GetString(1));
                }
            }
            return places;
        },
        cancellationToken);
}
