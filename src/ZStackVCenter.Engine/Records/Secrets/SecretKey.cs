using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Principal;
using System.Text;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records.Secrets;

/// <summary>
/// What seals the saved secrets of one user on one computer: Windows' own data protection (DPAPI), elsewhere a key in a file that only its
/// owner may read. A sealed secret opens only in the row it was sealed for.
/// </summary>
internal abstract class SecretKey
{
    /// <summary>Tells this key from those of other users and computers. Holds nothing of the key.</summary>
    public abstract string Id { get; }

    /// <summary>The key; made when there is none yet.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.SecretUnavailable"/> when it cannot be read or made, or others can read it.</exception>
    public static SecretKey Open(StoreLocation location) =>
        OperatingSystem.IsWindows() ? new DataProtectionKey() : KeyFile.In(location.PrivateFolder).Open();

    /// <summary>The key; null when none was made yet.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.SecretUnavailable"/> when it cannot be read, or others can read it.</exception>
    public static SecretKey? Find(StoreLocation location) =>
        OperatingSystem.IsWindows() ? new DataProtectionKey() : KeyFile.In(location.PrivateFolder).Find();

    /// <summary>Seals a secret for a row.</summary>
    public abstract byte[] Seal(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> row);

    /// <summary>Opens a secret that was sealed for the row.</summary>
    /// <exception cref="CryptographicException">It was sealed with another key or for another row, or was changed.</exception>
    public abstract byte[] Unseal(ReadOnlySpan<byte> sealedSecret, ReadOnlySpan<byte> row);
}

/// <summary>DPAPI, bound to the user.</summary>
[SupportedOSPlatform("windows")]
internal sealed class DataProtectionKey : SecretKey
{
    public override string Id { get; } = "dpapi-" + Digest($"{WindowsIdentity.GetCurrent().User?.Value}@{Environment.MachineName}");

    public override byte[] Seal(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> row) =>
        ProtectedData.Protect(secret.ToArray(), row.ToArray(), DataProtectionScope.CurrentUser);

    public override byte[] Unseal(ReadOnlySpan<byte> sealedSecret, ReadOnlySpan<byte> row) =>
        ProtectedData.Unprotect(sealedSecret.ToArray(), row.ToArray(), DataProtectionScope.CurrentUser);

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}

/// <summary>AES-256 in Galois/Counter Mode (NIST SP 800-38D): a random 96-bit nonce, the 128-bit tag, the text.</summary>
internal sealed class AesKey(byte[] key) : SecretKey
{
    /// <summary>Bytes of a key.</summary>
    public const int Length = 32;

    private const int NonceLength = 12;
    private const int TagLength = 16;

    public override string Id { get; } = "aes-" + Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, 8));

    public override byte[] Seal(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> row)
    {
        var box = new byte[NonceLength + TagLength + secret.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceLength));
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(box.AsSpan(0, NonceLength), secret, box.AsSpan(NonceLength + TagLength), box.AsSpan(NonceLength, TagLength), row);
        return box;
    }

    public override byte[] Unseal(ReadOnlySpan<byte> sealedSecret, ReadOnlySpan<byte> row)
    {
        if (sealedSecret.Length < NonceLength + TagLength)
        {
            throw new CryptographicException("The sealed secret was cut.");
        }
        var secret = new byte[sealedSecret.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(sealedSecret[..NonceLength], sealedSecret[(NonceLength + TagLength)..], sealedSecret.Slice(NonceLength, TagLength), secret, row);
        return secret;
    }
}
