using System.Data.Common;
using System.Net;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records.Secrets;

/// <summary>A secret as it is kept: which key sealed it, and the sealed bytes.</summary>
internal sealed record SealedSecret(string KeyId, byte[] Box);

/// <summary>The console passwords of VMs (domain.md §10.11), sealed with the key of this user on this computer.</summary>
internal sealed class ConsolePasswords(RecordStore store)
{
    private const string Name = "console";
    private const string Forbidden = "password";
    private const int Longest = 64;

    /// <summary>Seals a password for a VM, whose record need not be there yet.</summary>
    /// <exception cref="ZsException">It is empty, too long, or begins with <c>password</c>; or the key cannot be used.</exception>
    public SealedSecret Seal(Guid vmId, SecureString password)
    {
        var text = new NetworkCredential("", password).Password;
        if (text.Length is 0 or > Longest || text.StartsWith(Forbidden, StringComparison.OrdinalIgnoreCase))
        {
            throw new ZsException(ZsErrorId.InvalidArgument, ZsErrorCategory.InvalidArgument,
                $"A console password has 1 to {Longest} characters and does not begin with '{Forbidden}'.", "Choose another one.");
        }
        var key = SecretKey.Open(store.Location);
        var bytes = Encoding.UTF8.GetBytes(text);
        try
        {
            return new SealedSecret(key.Id, key.Seal(bytes, Row(vmId, key)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Writes a sealed password within a transaction, in the place of an earlier one.</summary>
    public static Task<int> WriteAsync(DbConnection connection, Guid vmId, SealedSecret secret, long now, CancellationToken cancellationToken) => connection.ExecuteAsync(
        """
        INSERT INTO vm_secrets (vm_id, name, key_id, sealed, changed_at) VALUES (@vm, @name, @key, @sealed, @now)
        ON CONFLICT (vm_id, name, key_id) DO UPDATE SET sealed = excluded.sealed, changed_at = excluded.changed_at
        """,
        cancellationToken, ("vm", vmId), ("name", Name), ("key", secret.KeyId), ("sealed", secret.Box), ("now", now));

    /// <summary>A VM's password; null when it has none that this user can open.</summary>
    /// <exception cref="ZsException">The key cannot be used, or the row was changed since it was written.</exception>
    public async Task<SecureString?> ReadAsync(Guid vmId, CancellationToken cancellationToken)
    {
        if (SecretKey.Find(store.Location) is not { } key)
        {
            return null;
        }
        var box = await store.ReadAsync(
            connection => connection.ScalarAsync<byte[]>(
                "SELECT sealed FROM vm_secrets WHERE vm_id = @vm AND name = @name AND key_id = @key", cancellationToken, ("vm", vmId), ("name", Name), ("key", key.Id)),
            cancellationToken).ConfigureAwait(false);
        try
        {
            return box is null ? null : new NetworkCredential("", Encoding.UTF8.GetString(key.Unseal(box, Row(vmId, key)))).SecurePassword;
        }
        catch (CryptographicException e)
        {
            throw new ZsException(ZsErrorId.SecretUnavailable, ZsErrorCategory.SecurityError,
                "The recorded console password cannot be used: it was changed since it was saved.", "Set it anew.", vmId, e);
        }
    }

    // Bound to its row: a box that is copied to another VM's row does not open there.
    private static byte[] Row(Guid vmId, SecretKey key) => Encoding.UTF8.GetBytes($"{vmId:D}/{Name}/{key.Id}");
}
