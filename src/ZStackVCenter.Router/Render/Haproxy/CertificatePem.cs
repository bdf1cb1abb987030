using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Render.Haproxy;

/// <summary>What a PEM text holds (RFC 7468), and that text without all that is not PEM.</summary>
internal static class CertificatePem
{
    /// <summary>The most characters of a certificate's text.</summary>
    public const int LongestText = 60000;

    private const int ShortestRsa = 2048;
    private const int ShortestCurve = 224;

    private static readonly string[] Labels = ["CERTIFICATE", "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"];

    /// <summary>The certificates first, the key last; only these blocks, encoded anew.</summary>
    public static string Normalize(Secret pem)
    {
        var blocks = Blocks(pem.Reveal());
        var text = new StringBuilder();
        foreach ((string label, byte[] data) in blocks.OrderBy(block => block.Label == "CERTIFICATE" ? 0 : 1))
        {
            text.Append(PemEncoding.Write(label, data)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Says why the text cannot be a listener's; null when it can.</summary>
    public static string? Fault(Secret pem)
    {
        string text = pem.Reveal();
        if (text.Length > LongestText)
        {
            return $"it is longer than {LongestText} characters";
        }

        List<(string Label, byte[] Data)> blocks = Blocks(text);
        if (blocks.All(block => block.Label != "CERTIFICATE"))
        {
            return "it holds no block BEGIN CERTIFICATE";
        }

        if (blocks.Count(block => block.Label != "CERTIFICATE") != 1)
        {
            return "it must hold one unencrypted private key";
        }

        try
        {
            string normal = Normalize(pem);
            using X509Certificate2 certificate = X509Certificate2.CreateFromPem(normal, normal);
            return blocks.Where(block => block.Label == "CERTIFICATE").Select(block => Weakness(block.Data)).FirstOrDefault(fault => fault is not null);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return "its first certificate and its private key do not belong together or cannot be read";
        }
    }

    /// <summary>What OpenSSL refuses to show at Debian's level of security, 2: keys that are worth less than 112 bits.</summary>
    private static string? Weakness(byte[] data)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(data);
        using RSA? rsa = certificate.GetRSAPublicKey();
        using ECDsa? curve = certificate.GetECDsaPublicKey();
        return rsa is { KeySize: < ShortestRsa } ? $"it has an RSA key of {rsa.KeySize} bits, and haproxy takes {ShortestRsa} or more"
            : curve is { KeySize: < ShortestCurve } ? $"it has a key on a curve of {curve.KeySize} bits, and haproxy takes {ShortestCurve} or more"
            : null;
    }

    private static List<(string Label, byte[] Data)> Blocks(string text)
    {
        var blocks = new List<(string, byte[])>();
        ReadOnlySpan<char> rest = text;
        while (PemEncoding.TryFind(rest, out PemFields fields))
        {
            string label = rest[fields.Label].ToString();
            if (Labels.Contains(label))
            {
                blocks.Add((label, Convert.FromBase64String(rest[fields.Base64Data].ToString())));
            }

            rest = rest[fields.Location.End..];
        }

        return blocks;
    }
}
