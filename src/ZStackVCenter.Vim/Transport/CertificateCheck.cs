using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ZStackVCenter.Vim.Transport;

/// <summary>Applies a policy to the certificates of one server, and keeps the one it last rejected for the error's sake.</summary>
internal sealed class CertificateCheck(CertificatePolicy policy)
{
    private volatile ServerCertificate? _rejected;

    /// <summary>The certificate that was last rejected.</summary>
    public ServerCertificate? Rejected => _rejected;

    public bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (policy.AcceptsAll)
        {
            return true;
        }

        if (certificate is null)
        {
            return false;
        }

        var sha256 = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        var sha1 = certificate.GetCertHashString(HashAlgorithmName.SHA1);
        var accepted = policy.Pinned.Count > 0 ? policy.Pinned.Contains(sha256) || policy.Pinned.Contains(sha1) : errors == SslPolicyErrors.None;
        if (!accepted)
        {
            _rejected = new ServerCertificate(
                sha256, sha1, certificate.Subject, certificate.Issuer, NotAfter(certificate), Reason(chain, errors));
        }

        return accepted;
    }

    private static DateTime NotAfter(X509Certificate certificate) =>
        certificate is X509Certificate2 full ? full.NotAfter.ToUniversalTime() : DateTime.MinValue;

    private string Reason(X509Chain? chain, SslPolicyErrors errors)
    {
        if (policy.Pinned.Count > 0)
        {
            return "it is not the one that was pinned; it may have been renewed, or another server answers.";
        }

        var reasons = new List<string>();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            reasons.Add("it names another host");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            reasons.AddRange(chain?.ChainStatus.Select(Describe).Distinct() ?? ["its chain is not valid"]);
        }

        return (reasons.Count == 0 ? "it was not valid" : string.Join(", ", reasons)) + ".";
    }

    private static string Describe(X509ChainStatus status) => status.Status switch
    {
        X509ChainStatusFlags.NotTimeValid => "it has expired or is not valid yet",
        X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain => "its issuer is not trusted on this machine",
        X509ChainStatusFlags.Revoked => "it was revoked",
        X509ChainStatusFlags.RevocationStatusUnknown or X509ChainStatusFlags.OfflineRevocation => "its revocation could not be checked",
        var other => $"its chain is not valid ({other})",
    };
}
