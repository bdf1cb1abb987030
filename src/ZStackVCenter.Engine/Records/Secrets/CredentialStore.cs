using System.Data.Common;
using System.Net;
using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records.Secrets;

/// <summary>
/// The saved credentials in the records, sealed with the key of this user on this computer. In a store that several share each has rows of
/// their own, and can open no other's.
/// </summary>
internal sealed class CredentialStore(RecordStore store) : ICredentialStore
{
    public async Task<NetworkCredential?> ReadCredentialAsync(Guid vCenterId, CancellationToken cancellationToken)
    {
        var rows = await store.ReadAsync(connection => RowsAsync(connection, vCenterId, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (rows.Count == 0)
        {
            return null;
        }
        var key = SecretKey.Find(store.Location);
        return key is not null && rows.TryGetValue(key.Id, out var box)
            ? SealedCredential.Open(box, vCenterId, key)
            : throw SealedCredential.Unavailable(vCenterId, "was saved by another user, on another computer, or with a key that is lost");
    }

    public async Task RemoveCredentialAsync(Guid vCenterId, CancellationToken cancellationToken)
    {
        // A file is one user's alone, and so are all rows in it, with a lost key too. In a shared database the others keep theirs.
        var mine = store.Location.Engine == StoreEngine.Sqlite ? null : SecretKey.Find(store.Location)?.Id ?? "";
        await store.WriteAsync(
            connection => connection.ExecuteAsync(
                "DELETE FROM secrets WHERE vcenter_id = @vcenter AND name = @name" + (mine is null ? "" : " AND key_id = @key"),
                cancellationToken,
                mine is null ? [("vcenter", vCenterId), ("name", SealedCredential.Name)] : [("vcenter", vCenterId), ("name", SealedCredential.Name), ("key", mine)]),
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Dictionary<string, byte[]>> RowsAsync(DbConnection connection, Guid vCenterId, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        await using var command = connection.Command(
            "SELECT key_id, sealed FROM secrets WHERE vcenter_id = @vcenter AND name = @name", ("vcenter", vCenterId), ("name", SealedCredential.Name));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows[reader.GetString(0)] = reader.GetFieldValue<byte[]>(1);
        }
        return rows;
    }
}
