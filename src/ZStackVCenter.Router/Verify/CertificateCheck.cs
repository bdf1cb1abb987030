using ZStackVCenter.Router.Render.Haproxy;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Verify;

/// <summary>
/// Certificates: the text must be one that a listener can show. One that has expired can be shown; were it refused, from the day of its end on nothing
/// else of the router could be changed either.
/// </summary>
internal static class CertificateCheck
{
    private const string List = "$.certificates";

    public static void Run(Findings findings)
    {
        IReadOnlyList<Certificate> certificates = findings.State.Certificates;
        findings.Ids(certificates, List, certificate => certificate.Id);
        for (int i = 0; i < certificates.Count; i++)
        {
            if (CertificatePem.Fault(certificates[i].Pem) is { } fault)
            {
                findings.Add($"{List}[{i}].pem", $"The PEM text cannot be used: {fault}.", "Give the certificate, its chain and its unencrypted private key in PEM.");
            }
        }
    }
}
