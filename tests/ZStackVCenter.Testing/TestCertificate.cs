using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ZStackVCenter.Testing;

/// <summary>Self-signed certificates for servers that tests start.</summary>
public static class TestCertificate
{
    /// <summary>A certificate for <paramref name="name"/>, localhost and 127.0.0.1, valid from a day ago for <paramref name="days"/> days (negative: expired).</summary>
    public static X509Certificate2 SelfSigned(string name, int days = 365)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(name);
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset end = DateTimeOffset.UtcNow.AddDays(days);
        DateTimeOffset start = end < DateTimeOffset.UtcNow ? end.AddDays(-1) : DateTimeOffset.UtcNow.AddDays(-1);
        using X509Certificate2 certificate = request.CreateSelfSigned(start, end);
        // SslStream wants the key in the certificate's own store, which only an imported PKCS#12 has everywhere.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>The thumbprint with colons, as vSphere writes it: SHA-1, or the hash that is named.</summary>
    public static string Thumbprint(X509Certificate2 certificate, HashAlgorithmName? hash = null)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        byte[] bytes = certificate.GetCertHash(hash ?? HashAlgorithmName.SHA1);
        return string.Join(':', bytes.Select(b => b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));
    }
}
