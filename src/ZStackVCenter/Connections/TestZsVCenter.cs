using System.Management.Automation;
using System.Net;
using ZStackVCenter.Completion;
using ZStackVCenter.Connections;
using ZStackVCenter.Engine.Connections;

namespace ZStackVCenter.Commands;

/// <summary>
/// Tells whether a vCenter is prepared as the module needs it: true or false, or each check with what was found and what to do. Changes nothing.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "ZsVCenter", DefaultParameterSetName = KnownSet)]
[OutputType(typeof(bool), typeof(ZsCheckResult))]
public sealed class TestZsVCenterCommand : CloudCommand
{
    private const string KnownSet = "Known";
    private const string AddressSet = "Address";

    /// <summary>vCenters that the records know; without it the session's defaults, or all that are connected.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = KnownSet)]
    [Alias("Name", "InputObject")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsVCenterIdentity[]? VCenter { get; set; }

    /// <summary>The DNS name or IP address of a vCenter that need not be known.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AddressSet)]
    [Alias("ComputerName", "Domain")]
    [ValidateNotNullOrEmpty]
    public string? Server { get; set; }

    /// <summary>The TCP port: 443 for HTTPS and 80 for HTTP unless another is given.</summary>
    [Parameter(ParameterSetName = AddressSet)]
    [ValidateRange(1, 65535)]
    public int? Port { get; set; }

    /// <summary>How to speak to it.</summary>
    [Parameter(ParameterSetName = AddressSet)]
    public ZsProtocol? Protocol { get; set; }

    /// <summary>The thumbprint of the only certificate to accept.</summary>
    [Parameter(ParameterSetName = AddressSet)]
    [ValidateNotNullOrEmpty]
    public string? Thumbprint { get; set; }

    /// <summary>Accepts any certificate.</summary>
    [Parameter(ParameterSetName = AddressSet)]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Who to log in as; without it a saved credential, a remembered secret, the user of the open session, or a prompt.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>How many seconds the vCenter may take to answer.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int? TimeoutSec { get; set; }

    /// <summary>Writes each check instead of true or false.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (Server is not null)
        {
            await TestAsync(null, Server);
            return;
        }
        foreach (var vCenter in await TargetsAsync(VCenter))
        {
            await EachAsync(() => TestAsync(vCenter, vCenter.Name));
        }
    }

    private async Task TestAsync(ZsVCenter? known, string label)
    {
        var results = await Cloud.VCenters.TestAsync(new ConnectRequest
        {
            VCenterId = known?.Id,
            Server = Server,
            Port = Port,
            Protocol = Protocol,
            Thumbprint = Thumbprint,
            SkipCertificateCheck = SkipCertificateCheck.IsPresent ? true : null,
            Credential = Outside(() => CredentialFor(known, label)),
            Timeout = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        }, StopToken);
        if (!Detailed)
        {
            WriteObject(results.All(r => r.Passed));
            return;
        }
        foreach (var result in results)
        {
            WriteObject(result);
        }
    }

    // An open session has a user already, and nobody need be asked for one.
    private NetworkCredential? CredentialFor(ZsVCenter? known, string label) =>
        Credential is null && known is { Status: ZsStatus.Connected, SecretName: not { Length: > 0 } }
            ? null
            : new CredentialSource(Host, new SecretSource(InvokeCommand)).For(Credential, known, label);
}
