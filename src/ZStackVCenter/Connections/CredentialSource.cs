using System.Management.Automation;
using System.Management.Automation.Host;
using System.Net;
using ZStackVCenter.Errors;

namespace ZStackVCenter.Connections;

/// <summary>Where a login's credential comes from when no <c>-Credential</c> was given: a vault, the records, or the person at the prompt.</summary>
internal sealed class CredentialSource(PSHost host, SecretSource secrets)
{
    /// <summary>The credential to log in with; null for the one that is saved in the records.</summary>
    /// <param name="given">What <c>-Credential</c> gave; null when it was left out.</param>
    /// <param name="known">The vCenter's record; null for a new one.</param>
    /// <param name="label">What a prompt calls the vCenter.</param>
    /// <exception cref="ZsException">The vault fails, or nobody is there to be asked.</exception>
    public NetworkCredential? For(PSCredential? given, ZsVCenter? known, string label)
    {
        if (given is not null && given != PSCredential.Empty)
        {
            return given.GetNetworkCredential();
        }
        if (known?.SecretName is { Length: > 0 } secret)
        {
            return secrets.Read(secret, known.VaultName, known.UserName);
        }
        return known is { HasSavedCredential: true } ? null : Ask(label, known?.UserName);
    }

    private NetworkCredential Ask(string label, string? userName)
    {
        PSCredential? answer;
        try
        {
            answer = host.UI?.PromptForCredential("Log in to vCenter", $"The user and password for {label}", userName ?? "", "");
        }
        catch (Exception e) when (e is HostException or PSInvalidOperationException or PSNotImplementedException or NotImplementedException)
        {
            throw ZsErrors.CredentialRequired(label);
        }
        return answer?.GetNetworkCredential() ?? throw ZsErrors.CredentialRequired(label);
    }
}
