using System.Data.Common;
using System.Text.Json;
using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>
/// Who has which address. The database holds the rule that an address has one owner and an owner has one address of a network, over all
/// processes; taking and returning may be repeated, and do it once.
/// </summary>
internal sealed class AddressRecords(RecordStore store)
{
    // Each failed try means that another process took an address meanwhile.
    private const int Tries = 20;

    /// <summary>Takes an address for an owner: the one that it has already, the wanted one, or any free one at random (domain.md §12.2).</summary>
    /// <param name="networkId">The network.</param>
    /// <param name="ownerType">The owner's kind.</param>
    /// <param name="ownerId">The record's id of the owner.</param>
    /// <param name="wanted">The address that it is to have; null for any.</param>
    /// <param name="cancellationToken">Cancels the taking.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ZsException">
    /// <see cref="ZsErrorId.IpRangeExhausted"/>; for a wanted address also <see cref="ZsErrorId.IpAddressInvalid"/> and
    /// <see cref="ZsErrorId.IpAddressInUse"/>.
    /// </exception>
    public async Task<TakenAddress> TakeAsync(Guid networkId, ZsResourceType ownerType, Guid ownerId, uint? wanted, CancellationToken cancellationToken)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                return await store.WriteAsync(connection => TakeAsync(connection, networkId, ownerType, ownerId, wanted, cancellationToken), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (StoreErrors.IsDuplicate(e) && left > 0)
            {
                // PostgreSQL lets two take at once, and refuses the second; the next try sees what the first took.
            }
        }
    }

    /// <summary>Refuses what <see cref="TakeAsync(Guid, ZsResourceType, Guid, uint?, CancellationToken)"/> would refuse a new owner, and takes nothing.</summary>
    public Task CheckAsync(Guid networkId, uint? wanted, CancellationToken cancellationToken) => store.ReadAsync(
        async connection =>
        {
            var ranges = await RangeRecords.OfNetworkAsync(connection, networkId, cancellationToken).ConfigureAwait(false);
            var seen = await SeenAsync(connection, networkId, cancellationToken).ConfigureAwait(false);
            return wanted is { } one
                ? await WantedAsync(connection, networkId, one, ranges, seen, Guid.Empty, cancellationToken).ConfigureAwait(false)
                : await AnyAsync(connection, networkId, ranges, seen, cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>Returns what an owner has of a network, or of all when none is named.</summary>
    /// <returns>How many addresses were returned.</returns>
    public Task<int> ReturnAsync(Guid ownerId, Guid? networkId, CancellationToken cancellationToken) => store.WriteAsync(
        connection => ReturnAsync(connection, ownerId, networkId, cancellationToken), cancellationToken);

    /// <summary>Returns addresses within a transaction.</summary>
    public static Task<int> ReturnAsync(DbConnection connection, Guid ownerId, Guid? networkId, CancellationToken cancellationToken) => connection.ExecuteAsync(
        $"DELETE FROM ip_addresses WHERE owner_id = @owner{(networkId is null ? "" : " AND network_id = @network")}",
        cancellationToken, ("owner", ownerId), ("network", networkId));

    /// <summary>The addresses of an owner, by network.</summary>
    public Task<IReadOnlyDictionary<Guid, TakenAddress>> OfOwnerAsync(Guid ownerId, CancellationToken cancellationToken) => store.ReadAsync<IReadOnlyDictionary<Guid, TakenAddress>>(
        async connection =>
        {
            var found = new Dictionary<Guid, TakenAddress>();
            await using var command = connection.Command(
                "SELECT a.network_id, a.address, r.prefix_length, r.gateway FROM ip_addresses a JOIN ip_ranges r ON r.id = a.range_id WHERE a.owner_id = @owner", ("owner", ownerId));
            await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                found[reader.GetGuid(0)] = new TakenAddress((uint)reader.GetInt64(1), reader.GetInt32(2), (uint)reader.GetInt64(3));
            }
            return found;
        },
        cancellationToken);

    /// <summary>The addresses that guests were seen with on a network, each with the names and ids of the VMs.</summary>
    public static async Task<ILookup<uint, (Guid VmId, string Vm)>> SeenAsync(DbConnection connection, Guid networkId, CancellationToken cancellationToken)
    {
        var seen = new List<(uint Address, Guid VmId, string Vm)>();
        await using var command = connection.Command(
            $"""
            SELECT c.ip_addresses, v.id, v.name FROM vm_nics c JOIN vms v ON v.id = c.vm_id
            JOIN networks n ON n.id = @network AND {NetworkRecords.IsOn("c", "n")}
            """,
            ("network", networkId));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var text in JsonSerializer.Deserialize<string[]>(reader.GetString(0)) ?? [])
            {
                if (Ipv4.Parse(text) is { } address)
                {
                    seen.Add((address, reader.GetGuid(1), reader.GetString(2)));
                }
            }
        }
        return seen.ToLookup(s => s.Address, s => (s.VmId, s.Vm));
    }

    private async Task<TakenAddress> TakeAsync(
        DbConnection connection, Guid networkId, ZsResourceType ownerType, Guid ownerId, uint? wanted, CancellationToken cancellationToken)
    {
        var had = await connection.ScalarAsync<long?>(
            "SELECT address FROM ip_addresses WHERE network_id = @network AND owner_id = @owner", cancellationToken, ("network", networkId), ("owner", ownerId)).ConfigureAwait(false);
        var ranges = await RangeRecords.OfNetworkAsync(connection, networkId, cancellationToken).ConfigureAwait(false);
        if (had is { } before && (wanted is null || wanted == (uint)before))
        {
            var of = ranges.First(r => r.Range.Start <= before && before <= r.Range.End).Range;
            return new TakenAddress((uint)before, of.PrefixLength, of.Gateway);
        }
        var seen = await SeenAsync(connection, networkId, cancellationToken).ConfigureAwait(false);
        var (address, range) = wanted is { } one
            ? await WantedAsync(connection, networkId, one, ranges, seen, ownerId, cancellationToken).ConfigureAwait(false)
            : await AnyAsync(connection, networkId, ranges, seen, cancellationToken).ConfigureAwait(false);
        if (had is not null)
        {
            await ReturnAsync(connection, ownerId, networkId, cancellationToken).ConfigureAwait(false);
        }
        await connection.ExecuteAsync(
            "INSERT INTO ip_addresses (network_id, address, range_id, owner_type, owner_id, taken_at) VALUES (@network, @address, @range, @type, @owner, @now)",
            cancellationToken,
            ("network", networkId), ("address", (long)address), ("range", range.Id), ("type", EnumText<ZsResourceType>.Write(ownerType)), ("owner", ownerId),
            ("now", store.Time.NowMicroseconds())).ConfigureAwait(false);
        return new TakenAddress(address, range.Range.PrefixLength, range.Range.Gateway);
    }

    private static async Task<(uint Address, KnownRange Range)> WantedAsync(
        DbConnection connection, Guid networkId, uint wanted, IReadOnlyList<KnownRange> ranges, ILookup<uint, (Guid VmId, string Vm)> seen, Guid ownerId, CancellationToken cancellationToken)
    {
        var name = await NameAsync(connection, networkId, cancellationToken).ConfigureAwait(false);
        var range = ranges.FirstOrDefault(r => r.Range.Start <= wanted && wanted <= r.Range.End) ?? throw new ZsException(
            ZsErrorId.IpAddressInvalid, ZsErrorCategory.InvalidArgument,
            $"{Ipv4.Text(wanted)} is in no range of the network '{name}', which hands out {(ranges.Count == 0 ? "no addresses" : string.Join(", ", ranges.Select(r => r.Range)))}.",
            "Give an address of a range, or add a range with Add-ZsIpRange.", Ipv4.Text(wanted));
        var owner = await connection.ScalarAsync<string>(
            "SELECT COALESCE(v.name, '') FROM ip_addresses a LEFT JOIN vms v ON v.id = a.owner_id WHERE a.network_id = @network AND a.address = @address",
            cancellationToken, ("network", networkId), ("address", (long)wanted)).ConfigureAwait(false);
        var guest = seen[wanted].Where(s => s.VmId != ownerId).Select(s => s.Vm).FirstOrDefault();
        return owner is not null || guest is not null
            ? throw new ZsException(ZsErrorId.IpAddressInUse, ZsErrorCategory.ResourceExists,
                $"{Ipv4.Text(wanted)} of the network '{name}' is taken{(owner is { Length: > 0 } ? $" by '{owner}'" : guest is null ? "" : $": the guest of '{guest}' was seen with it")}.",
                $"Get-ZsIpAddress -Network '{name}' shows who has which address.", Ipv4.Text(wanted))
            : (wanted, range);
    }

    private static async Task<(uint Address, KnownRange Range)> AnyAsync(
        DbConnection connection, Guid networkId, IReadOnlyList<KnownRange> ranges, ILookup<uint, (Guid VmId, string Vm)> seen, CancellationToken cancellationToken)
    {
        var shuffled = ranges.ToArray();
        Random.Shared.Shuffle(shuffled);
        foreach (var range in shuffled)
        {
            var from = (uint)Random.Shared.NextInt64(range.Range.Start, (long)range.Range.End + 1);
            var found = await FirstFreeAsync(connection, networkId, from, range.Range.End, seen, cancellationToken).ConfigureAwait(false)
                ?? (from > range.Range.Start ? await FirstFreeAsync(connection, networkId, range.Range.Start, from - 1, seen, cancellationToken).ConfigureAwait(false) : null);
            if (found is { } address)
            {
                return (address, range);
            }
        }
        var name = await NameAsync(connection, networkId, cancellationToken).ConfigureAwait(false);
        throw new ZsException(ZsErrorId.IpRangeExhausted, ZsErrorCategory.LimitsExceeded,
            ranges.Count == 0
                ? $"The network '{name}' has no range of addresses."
                : $"The network '{name}' has no address left: all {ranges.Sum(r => r.Range.Count):N0} of {string.Join(", ", ranges.Select(r => r.Range))} are taken or were seen in use.",
            "Add a range with Add-ZsIpRange, or return addresses by removing VMs.", name);
    }

    private static async Task<uint?> FirstFreeAsync(
        DbConnection connection, Guid networkId, uint from, uint to, ILookup<uint, (Guid VmId, string Vm)> seen, CancellationToken cancellationToken)
    {
        for (long next = from; next <= to; next++)
        {
            // The first free one is the beginning itself, or follows one that is taken.
            var found = await connection.ScalarAsync<long?>(
                """
                SELECT min(c.address) FROM (
                    SELECT CAST(@from AS BIGINT) AS address
                    UNION ALL SELECT address + 1 FROM ip_addresses WHERE network_id = @network AND address >= @from AND address < @to) c
                WHERE NOT EXISTS (SELECT 1 FROM ip_addresses t WHERE t.network_id = @network AND t.address = c.address)
                """,
                cancellationToken, ("network", networkId), ("from", next), ("to", (long)to)).ConfigureAwait(false);
            if (found is not { } free || free > to)
            {
                return null;
            }
            if (!seen.Contains((uint)free))
            {
                return (uint)free;
            }
            next = free;
        }
        return null;
    }

    private static Task<string?> NameAsync(DbConnection connection, Guid networkId, CancellationToken cancellationToken) =>
        connection.ScalarAsync<string>("SELECT name FROM networks WHERE id = @id", cancellationToken, ("id", networkId));
}

/// <summary>An address that an owner has, with what its guest needs beside it.</summary>
/// <param name="Address">The address.</param>
/// <param name="PrefixLength">The length of its network's prefix.</param>
/// <param name="Gateway">Its gateway.</param>
internal sealed record TakenAddress(uint Address, int PrefixLength, uint Gateway);
