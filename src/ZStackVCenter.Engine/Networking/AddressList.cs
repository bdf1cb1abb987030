using System.Runtime.CompilerServices;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Networking;

/// <summary>Which addresses to list.</summary>
public sealed record IpAddressQuery
{
    /// <summary>Record ids of the networks; empty for all.</summary>
    public IReadOnlyCollection<Guid> NetworkIds { get; init; } = [];

    /// <summary>Record ids of the ranges; empty for all of the networks.</summary>
    public IReadOnlyCollection<Guid> RangeIds { get; init; } = [];

    /// <summary>Those that were handed out, or seen at a guest.</summary>
    public bool Used { get; init; } = true;

    /// <summary>Those that could be handed out.</summary>
    public bool Free { get; init; }
}

/// <summary>Lists addresses in order: those taken, those only seen at guests, and those free.</summary>
internal sealed class AddressList(RecordStore store, IRecordReader records)
{
    public async IAsyncEnumerable<ZsIpAddress> ReadAsync(IpAddressQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var network in records.NetworksAsync(new NetworkQuery { Ids = query.NetworkIds }, cancellationToken).ConfigureAwait(false))
        {
            var (ranges, taken, seen) = await store.ReadAsync(
                async connection => (
                    await RangeRecords.OfNetworkAsync(connection, network.Id, cancellationToken).ConfigureAwait(false),
                    await TakenAsync(connection, network.Id, cancellationToken).ConfigureAwait(false),
                    await AddressRecords.SeenAsync(connection, network.Id, cancellationToken).ConfigureAwait(false)),
                cancellationToken).ConfigureAwait(false);
            foreach (var range in ranges.Where(r => query.RangeIds.Count == 0 || query.RangeIds.Contains(r.Id)))
            {
                for (long number = range.Range.Start; number <= range.Range.End; number++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var address = (uint)number;
                    var owner = taken.GetValueOrDefault(address);
                    var others = seen[address].Where(s => s.VmId != owner?.OwnerId).Select(s => s.Vm).Distinct().Order(StringComparer.OrdinalIgnoreCase).ToList();
                    if (owner is not null || others.Count > 0 ? query.Used : query.Free)
                    {
                        yield return new ZsIpAddress
                        {
                            IpAddress = Ipv4.Text(address),
                            NetworkId = network.Id,
                            Network = network.Name,
                            Used = owner is not null,
                            OwnerType = owner?.Type,
                            OwnerId = owner?.OwnerId,
                            Owner = owner?.Name,
                            SeenAt = others,
                            TakenAt = owner?.TakenAt,
                        };
                    }
                }
            }
        }
    }

    private static async Task<Dictionary<uint, Owner>> TakenAsync(System.Data.Common.DbConnection connection, Guid networkId, CancellationToken cancellationToken)
    {
        var taken = new Dictionary<uint, Owner>();
        await using var command = connection.Command(
            "SELECT a.address, a.owner_type, a.owner_id, v.name, a.taken_at FROM ip_addresses a LEFT JOIN vms v ON v.id = a.owner_id WHERE a.network_id = @network", ("network", networkId));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            taken[(uint)reader.GetInt64(0)] = new Owner(EnumText<ZsResourceType>.Read(reader.GetString(1)), reader.GetGuid(2), reader.Text(3), reader.Time(4));
        }
        return taken;
    }

    private sealed record Owner(ZsResourceType Type, Guid OwnerId, string? Name, DateTime TakenAt);
}
