using System.Data.Common;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records.Secrets;

/// <summary>A vCenter's credential as it lies in the records: sealed for its row with the key of this user on this computer.</summary>
internal sealed class SealedCredential
{
    /// <summary>The name of the secret among those of its vCenter.</summary>
    public const string Name = "credential";

    private readonly Guid _vCenterId;
    private readonly string _keyId;
    private readonly byte[] _box;

    private SealedCredential(Guid vCenterId, string keyId, byte[] box)
    {
        _vCenterId = vCenterId;
        _keyId = keyId;
        _box = box;
    }

    /// <summary>Seals a credential.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.SecretUnavailable"/> when there is no key that can be used.</exception>
    public static SealedCredential Of(Guid vCenterId, NetworkCredential credential, StoreLocation location)
    {
        var key = SecretKey.Open(location);
        var text = Encoding.UTF8.GetBytes(RecordJson.Write([credential.UserName, credential.Password, credential.Domain]));
        try
        {
            return new SealedCredential(vCenterId, key.Id, key.Seal(text, Row(vCenterId, key)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    /// <summary>Opens what <see cref="Of"/> sealed.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.SecretUnavailable"/>.</exception>
    public static NetworkCredential Open(byte[] box, Guid vCenterId, SecretKey key)
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

    /// <summary>Writes it in the place of an earlier one, within the transaction of whoever calls.</summary>
    public Task<int> SaveAsync(DbConnection connection, long now, CancellationToken cancellationToken) => connection.ExecuteAsync(
        """
        INSERT INTO secrets (vcenter_id, name, key_id, sealed, changed_at) VALUES (@vcenter, @name, @key, @sealed, @now)
        ON CONFLICT (vcenter_id, name, key_id) DO UPDATE SET sealed = excluded.sealed, changed_at = excluded.changed_at
        """,
        cancellationToken,
        ("vcenter", _vCenterId),
        ("name", Name),
        ("key", _keyId),
        ("sealed", _box),
        ("now", now));

    /// <summary>The refusal of a credential that is saved and cannot be used.</summary>
    internal static ZsException Unavailable(Guid vCenterId, string why, Exception? inner = null) => new(
        ZsErrorId.SecretUnavailable,
        ZsErrorCategory.SecurityError,
        $"The saved credential of this vCenter cannot be used: it {why}.",
        "Give it with -Credential; -SaveCredential saves it anew.",
        vCenterId,
        inner);

    // Bound to its row: a box that is copied to another vCenter's row does not open there, and is not sent to that vCenter.
    private static byte[] Row(Guid vCenterId, SecretKey key) => Encoding.UTF8.GetBytes($"{vCenterId:D}/{Name}/{key.Id}");
}
