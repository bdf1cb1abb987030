using System.Globalization;

namespace ZStackVCenter.Vim.Transport;

/// <summary>The server's certificate was not accepted. Carries what a person needs to decide whether to trust it.</summary>
public sealed class VimCertificateException : VimTransportException
{
    internal VimCertificateException(string host, ServerCertificate certificate, Exception? inner)
        : base(VimTransportError.CertificateRejected, Describe(host, certificate), inner)
    {
        Certificate = certificate;
    }

    /// <summary>The certificate that the server showed, and why it was rejected.</summary>
    public ServerCertificate Certificate { get; }

    private static string Describe(string host, ServerCertificate certificate) => string.Create(
        CultureInfo.InvariantCulture,
        $"The certificate of {host} is not trusted: {certificate.Reason} It is for {certificate.Subject}, issued by {certificate.Issuer}, good until {certificate.NotAfter:yyyy-MM-dd}, with SHA-256 thumbprint {certificate.Sha256Thumbprint}. If this is the server you mean, pin the thumbprint.");
}

/// <summary>A certificate that a server showed and that was rejected.</summary>
/// <param name="Sha256Thumbprint">Its SHA-256 thumbprint, in capital hexadecimal without separators.</param>
/// <param name="Sha1Thumbprint">Its SHA-1 thumbprint, in capital hexadecimal without separators; vSphere's own tools show this one.</param>
/// <param name="Subject">Whom it names.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="NotAfter">When it expires, in UTC.</param>
/// <param name="Reason">Why it was rejected, as a sentence.</param>
public sealed record ServerCertificate(
    string Sha256Thumbprint,
    string Sha1Thumbprint,
    string Subject,
    string Issuer,
    DateTime NotAfter,
    string Reason);
