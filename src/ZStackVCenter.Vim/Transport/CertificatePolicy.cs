namespace ZStackVCenter.Vim.Transport;

/// <summary>Which server certificates are accepted.</summary>
public sealed class CertificatePolicy
{
    private CertificatePolicy(bool acceptAll, IReadOnlyList<string> pinned)
    {
        AcceptsAll = acceptAll;
        Pinned = pinned;
    }

    /// <summary>The system's own check: a trusted issuer, the right name, not expired. The default.</summary>
    public static CertificatePolicy System { get; } = new(false, []);

    /// <summary>Every certificate is accepted, so that whoever is on the way may read and change everything. For laboratories.</summary>
    public static CertificatePolicy AcceptAny { get; } = new(true, []);

    /// <summary>Whether every certificate is accepted.</summary>
    public bool AcceptsAll { get; }

    /// <summary>The thumbprints of the only certificates accepted; empty when the system's check decides.</summary>
    public IReadOnlyList<string> Pinned { get; }

    /// <summary>Only a certificate with one of these thumbprints is accepted, whoever issued it and whatever name it has.</summary>
    /// <param name="thumbprints">SHA-256 (64 digits) or SHA-1 (40 digits) thumbprints in hexadecimal; colons, spaces and dashes are ignored.</param>
    /// <exception cref="ArgumentException">None was given, or one is not a thumbprint.</exception>
    public static CertificatePolicy Pin(params IEnumerable<string> thumbprints)
    {
        var pinned = thumbprints.Select(Normalize).ToArray();
        return pinned.Length > 0 ? new(false, pinned) : throw new ArgumentException("At least one thumbprint is needed.", nameof(thumbprints));
    }

    private static string Normalize(string thumbprint)
    {
        var digits = string.Concat(thumbprint.Where(c => c is not (':' or ' ' or '-'))).ToUpperInvariant();
        return digits.Length is 40 or 64 && digits.All(char.IsAsciiHexDigit)
            ? digits
            : throw new ArgumentException($"'{thumbprint}' is not a SHA-256 or SHA-1 thumbprint: it needs 64 or 40 hexadecimal digits.");
    }
}
