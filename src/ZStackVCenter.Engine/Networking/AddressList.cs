using System.Runtime.CompilerServices;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Networking;

/// <summary>Lists addresses in order: those taken, those only seen at guests, and those free.</summary>
internal sealed class AddressList(RecordStore store, IRecordReader records)
{
    public async IAsyncEnumerable<ZsIpAddress> ReadAsync(IpAddressQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var networks = new NetworkQuery { Ids = query.NetworkIds, IpRangeIds = query.RangeIds, VCenterIds = query.VCenterIds };
        await foreach (var network in records.NetworksAsync(networks, cancellationToken).ConfigureAwait(false))
        {
            var (ranges, taken, seen) = await store.ReadAsync(
                async connection => (
                    await RangeRecords.OfNetworkAsync(connection, network.Id, cancellationToken).ConfigureAwait(false),
                    await TakenAsync(connection, network.Id, cancellationToken).ConfigureAwait(false),
                    await AddressRecords.SeenAsync(connection, network.Id, cancellationToken).ConfigureAwait(false)),
                cancellationToken).ConfigureAwait(false);
            foreach (var address in Numbers(query, ranges, [.. taken.Keys, .. seen.Select(s => s.Key)]))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var owner = taken.GetValueOrDefault(address);
                var others = seen[address].Where(s => s.VmId != owner?.OwnerId).Select(s => s.Vm).Distinct().Order(StringComparer.OrdinalIgnoreCase).ToList();
                var range = ranges.FirstOrDefault(r => r.Range.Start <= address && address <= r.Range.End);
                var wanted = owner is not null || others.Count > 0 ? query.Used : query.Free && range is not null;
                if (wanted && (query.OwnerIds.Count == 0 || (owner is not null && query.OwnerIds.Contains(owner.OwnerId))))
                {
                    yield return new ZsIpAddress
                    {
                        IpAddress = Ipv4.Text(address),
                        NetworkId = network.Id,
                        Network = network.Name,
                        VCenter = network.VCenter,
                        IpRangeId = range?.Id,
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

    // Which addresses come into question, in order. A range may hold millions, of which few are taken: they are counted through for free ones alone.
    private static IEnumerable<uint> Numbers(IpAddressQuery query, IReadOnlyList<KnownRange> ranges, IReadOnlyCollection<uint> known)
    {
        if (query.IpAddresses.Count > 0)
        {
            var wanted = query.IpAddresses.Select(text => Ipv4.Parse(text) ?? throw new ZsException(ZsErrorId.InvalidArgument, ZsErrorCategory.InvalidArgument,
                $"'{text}' is no IPv4 address.", "Write it as four numbers, such as 192.168.1.10.", text));
            return wanted.Distinct().Order().Where(a => InRanges(a) || (query.RangeIds.Count == 0 && known.Contains(a)));
        }
        var numbers = new SortedSet<uint>(known.Where(a => query.RangeIds.Count == 0 || InRanges(a)));
        return query.Free ? Merge(numbers, ranges.Where(Wanted)) : numbers;

        bool Wanted(KnownRange range) => query.RangeIds.Count == 0 || query.RangeIds.Contains(range.Id);

        bool InRanges(uint address) => ranges.Any(r => Wanted(r) && r.Range.Start <= address && address <= r.Range.End);
    }

    // The ranges are in order and do not overlap.
    private static IEnumerable<uint> Merge(SortedSet<uint> known, IEnumerable<KnownRange> ranges)
    {
        var outside = new Queue<uint>(known);
        foreach (var range in ranges)
        {
            while (outside.TryPeek(out var before) && before < range.Range.Start)
            {
                yield return outside.Dequeue();
            }
            for (long number = range.Range.Start; number <= range.Range.End; number++)
            {
                yield return (uint)number;
            }
            while (outside.TryPeek(out var within) && within <= range.Range.End)
            {
                outside.Dequeue();
            }
        }
        foreach (var after in outside)
        {
            yield return after;
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
