using System.Data.Common;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records.Secrets;

/// <summary>
/// Keeps saved credentials in the records, sealed with the key of this user on this computer. In a store that several share each has rows of
/// their own, and can open no other's.
/// </summary>
internal sealed class CredentialStore(RecordStore store) : ICredentialStore
{
    private const string Credential = "credential";

    public async Task SaveCredentialAsync(Guid vCenterId, NetworkCredential credential, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(credential);
        var key = SecretKey.Open(store.Location);
        var text = Encoding.UTF8.GetBytes(RecordJson.Write([credential.UserName, credential.Password, credential.Domain]));
        try
        {
            var box = key.Seal(text, Row(vCenterId, key));
            await store.WriteAsync(
                connection => connection.ExecuteAsync(
                    """
                    INSERT INTO secrets (vcenter_id, name, key_id, sealed, changed_at) VALUES (@vcenter, @name, @key, @sealed, @now)
                    ON CONFLICT (vcenter_id, name, key_id) DO UPDATE SET sealed = excluded.sealed, changed_at = excluded.changed_at
                    """,
                    cancellationToken,
                    ("vcenter", vCenterId),
                    ("name", Credential),
                    ("key", key.Id),
                    ("sealed", box),
                    ("now", store.Time.NowMicroseconds())),
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    public async Task<NetworkCredential?> ReadCredentialAsync(Guid vCenterId, CancellationToken cancellationToken)
    {
        var rows = await store.ReadAsync(connection => RowsAsync(connection, vCenterId, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (rows.Count == 0)
        {
            return null;
        }
        var key = SecretKey.Find(store.Location);
        return key is not null && rows.TryGetValue(key.Id, out var box)
            ? Unseal(box, vCenterId, key)
            : throw Unavailable(vCenterId, "was saved by another user, on another computer, or with a key that is lost");
    }

    public async Task RemoveCredentialAsync(Guid vCenterId, CancellationToken cancellationToken)
    {
        // A file is one user's alone, and so are all rows in it, with a lost key too. In a shared database the others keep theirs.
        var mine = store.Location.Engine == StoreEngine.Sqlite ? null : SecretKey.Find(store.Location)?.Id ?? "";
        await store.WriteAsync(
            connection => connection.ExecuteAsync(
                "DELETE FROM secrets WHERE vcenter_id = @vcenter AND name = @name" + (mine is null ? "" : " AND key_id = @key"),
                cancellationToken,
                mine is null ? [("vcenter", vCenterId), ("name", Credential)] : [("vcenter", vCenterId), ("name", Credential), ("key", mine)]),
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Dictionary<string, byte[]>> RowsAsync(DbConnection connection, Guid vCenterId, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        await using var command = connection.Command(
            "SELECT key_id, sealed FROM secrets WHERE vcenter_id = @vcenter AND name = @name", ("vcenter", vCenterId), ("name", Credential));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows[reader.GetString(0)] = reader.GetFieldValue<byte[]>(1);
        }
        return rows;
    }

    private static NetworkCredential Unseal(byte[] box, Guid vCenterId, SecretKey key)
    {
        byte[] text;
        try
        {
            text = key.Unseal(box, Row(vCenterId, key));
        }
        catch (CryptographicException e)
        {
            throw Unavailable(vCenterId, "was changed since it was saved", e);
        }
        try
        {
            var parts = RecordJson.ReadTexts(Encoding.UTF8.GetString(text));
            return new NetworkCredential(parts[0], parts[1], parts[2]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    // Bound to its row: a box that is copied to another vCenter's row does not open there, and is not sent to that vCenter.
    private static byte[] Row(Guid vCenterId, SecretKey key) => Encoding.UTF8.GetBytes($"{vCenterId:D}/{Credential}/{key.Id}");

    private static ZsException Unavailable(Guid vCenterId, string why, Exception? inner = null) => new(
        ZsErrorId.SecretUnavailable,
        ZsErrorCategory.SecurityError,
        $"The saved credential of this vCenter cannot be used: it {why}.",
        "Give it with -Credential; -SaveCredential saves it anew.",
        vCenterId,
        inner);
}
