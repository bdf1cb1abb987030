using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Security;
using ZStackVCenter.Errors;

namespace ZStackVCenter.Connections;

/// <summary>
/// Reads credentials from SecretManagement's vaults, by asking <c>Get-Secret</c> in the caller's runspace: the module has no dependency on it, and
/// the vault's own prompts appear where they should.
/// </summary>
internal sealed class SecretSource(CommandInvocationIntrinsics commands)
{
    private const string Script = "param($name, $vault) if ($vault) { Get-Secret -Name $name -Vault $vault -ErrorAction Stop } else { Get-Secret -Name $name -ErrorAction Stop }";

    /// <summary>The credential of a secret.</summary>
    /// <param name="secretName">The secret's name.</param>
    /// <param name="vaultName">Its vault; null for the default one.</param>
    /// <param name="userName">The user of a secret that is a password alone; null when none is known.</param>
    /// <exception cref="ZsException"><see cref="ZsErrorId.SecretUnavailable"/>.</exception>
    public NetworkCredential Read(string secretName, string? vaultName, string? userName)
    {
        if (commands.GetCommand("Get-Secret", CommandTypes.Cmdlet | CommandTypes.Function | CommandTypes.Alias) is null)
        {
            throw ZsErrors.SecretUnavailable(secretName, "there is no Get-Secret command here. Install Microsoft.PowerShell.SecretManagement and a vault.");
        }
        object? secret;
        try
        {
            secret = commands.InvokeScript(Script, true, System.Management.Automation.Runspaces.PipelineResultTypes.None, null, secretName, vaultName).FirstOrDefault()?.BaseObject;
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            throw ZsErrors.SecretUnavailable(secretName, e.Message, e);
        }
        return secret switch
        {
            PSCredential credential => credential.GetNetworkCredential(),
            Hashtable table => new NetworkCredential(Text(table["UserName"]) ?? userName ?? throw NoUser(secretName), Text(table["Password"])),
            SecureString password => new NetworkCredential(userName ?? throw NoUser(secretName), password),
            string password => new NetworkCredential(userName ?? throw NoUser(secretName), password),
            null => throw ZsErrors.SecretUnavailable(secretName, "the vault gave nothing."),
            _ => throw ZsErrors.SecretUnavailable(secretName, $"it is a {secret.GetType().Name}; a credential is needed."),
        };
    }

    private static string? Text(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        SecureString hidden => new NetworkCredential("", hidden).Password,
        var other => other?.ToString(),
    };

    private static ZsException NoUser(string secretName) =>
        ZsErrors.SecretUnavailable(secretName, "it is a password alone, and the vCenter's user is not known yet. Store a PSCredential.");
}
