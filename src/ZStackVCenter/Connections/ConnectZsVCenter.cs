using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Connections;
using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Errors;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>Opens a session with a vCenter, remembers the vCenter, and brings in its inventory.</summary>
[Cmdlet(VerbsCommunications.Connect, "ZsVCenter", DefaultParameterSetName = NewSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(ZsVCenter))]
public sealed class ConnectZsVCenterCommand : CloudCommand
{
    private const string NewSet = "New";
    private const string RegisteredSet = "Registered";
    private const string SecretSet = "Secret";
    private const string SessionSet = "Session";

    /// <summary>The DNS name or IP address of a vCenter, or the name that one is known by.</summary>
    [Parameter(Position = 0, ParameterSetName = NewSet)]
    [Parameter(Position = 0, ParameterSetName = SecretSet)]
    [Parameter(Position = 0, ParameterSetName = SessionSet)]
    [Alias("ComputerName", "Domain")]
    [ValidateNotNullOrEmpty]
    public string? Server { get; set; }

    /// <summary>A vCenter that the records know.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = RegisteredSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsVCenterIdentity[]? VCenter { get; set; }

    /// <summary>The name to know it by, or that it is known by.</summary>
    [Parameter(ParameterSetName = NewSet)]
    [Parameter(ParameterSetName = SecretSet)]
    [Parameter(ParameterSetName = SessionSet)]
    [ValidateLength(1, 255)]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public string? Name { get; set; }

    /// <summary>Who to log in as; without it a saved credential, a remembered secret, or a prompt.</summary>
    [Parameter(ParameterSetName = NewSet)]
    [Parameter(ParameterSetName = RegisteredSet)]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Saves the credential on this computer, for this user.</summary>
    [Parameter]
    public SwitchParameter SaveCredential { get; set; }

    /// <summary>The SecretManagement secret that holds the credential; its name is remembered.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SecretSet)]
    [ValidateNotNullOrEmpty]
    public string? SecretName { get; set; }

    /// <summary>The secret's vault; without it the default one.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [ValidateNotNullOrEmpty]
    public string? VaultName { get; set; }

    /// <summary>The id of an open session of another client, to work with.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SessionSet)]
    [ValidateNotNullOrEmpty]
    public string? SessionId { get; set; }

    /// <summary>A description.</summary>
    [Parameter]
    [ValidateLength(0, 2048)]
    public string? Description { get; set; }

    /// <summary>The TCP port: 443 for HTTPS and 80 for HTTP unless another is given.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int? Port { get; set; }

    /// <summary>How to speak to it.</summary>
    [Parameter]
    public ZsProtocol? Protocol { get; set; }

    /// <summary>The SHA-256 or SHA-1 thumbprint of the only certificate to accept; it is remembered.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Thumbprint { get; set; }

    /// <summary>Accepts any certificate: whoever is on the way may then read and change everything.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>How many seconds the vCenter may take to answer.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int? TimeoutSec { get; set; }

    /// <summary>Does not bring in the inventory.</summary>
    [Parameter]
    public SwitchParameter NoSync { get; set; }

    /// <summary>Commands that name no vCenter do not mean this one.</summary>
    [Parameter]
    public SwitchParameter NotDefault { get; set; }

    /// <summary>Where nothing was connected, there is nothing to go on with.</summary>
    protected override bool IsFatal(Exception failure) => ParameterSetName != RegisteredSet || ZsErrors.IsTerminating(failure);

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (ParameterSetName == RegisteredSet)
        {
            foreach (var identity in VCenter!)
            {
                await EachAsync(async () => await ConnectAsync(await Resolver.OneAsync<ZsVCenter>(ResourceKind.VCenter, identity, [])));
            }
            return;
        }
        if (Server is null && Name is null)
        {
            throw ZsErrors.InvalidArgument("Nothing says which vCenter to connect to.", "Give the address of a new one with -Server, or the name of a known one with -Name.");
        }
        var known = Server is null ? await Resolver.OneAsync<ZsVCenter>(ResourceKind.VCenter, new ZsVCenterIdentity(Name!), []) : await NamedAsync(Server);
        await ConnectAsync(known);
    }

    // "Connect-ZsVCenter lab" means the vCenter that is known as lab. With a name beside it, an address is an address.
    private async Task<ZsVCenter?> NamedAsync(string text) => Name is not null ? null
        : (await Cloud.VCenters.ListAsync(StopToken)).FirstOrDefault(v => v.Name.Equals(text, StringComparison.OrdinalIgnoreCase));

    private async Task ConnectAsync(ZsVCenter? known)
    {
        var label = known?.Name ?? Server!;
        if (!ShouldProcess(label, NoSync ? "Connect" : "Connect and bring in the inventory"))
        {
            return;
        }
        var secrets = new SecretSource(InvokeCommand);
        var credential = SessionId is not null ? null
            : SecretName is not null ? Outside(() => secrets.Read(SecretName, VaultName, known?.UserName))
            : Outside(() => new CredentialSource(Host, secrets).For(Credential, known, label));
        if (SaveCredential && credential is null)
        {
            throw ZsErrors.InvalidArgument("There is no credential to save.", "Give one with -Credential.", label);
        }
        var vCenter = await Cloud.VCenters.ConnectAsync(new ConnectRequest
        {
            VCenterId = known?.Id,
            Server = known is null ? Server : null,
            Name = known is null ? Name : null,
            Description = Description,
            Port = Port,
            Protocol = Protocol,
            Thumbprint = Thumbprint,
            SkipCertificateCheck = SkipCertificateCheck.IsPresent ? true : null,
            Credential = credential,
            SaveCredential = SaveCredential,
            SecretName = SecretName,
            VaultName = VaultName,
            SessionId = SessionId,
            Timeout = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        }, Caller, StopToken);
        Remember(vCenter);
        if (!NoSync)
        {
            vCenter = await SyncAsync(vCenter);
        }
        WriteObject(vCenter);
    }

    private void Remember(ZsVCenter vCenter)
    {
        if (NotDefault)
        {
            Context.Aside = Context.Aside.Add(vCenter.Id);
            return;
        }
        Context.Aside = Context.Aside.Remove(vCenter.Id);
        if (Context.Defaults.Count > 0 && !Context.Defaults.Contains(vCenter.Id))
        {
            Context.Defaults = [.. Context.Defaults, vCenter.Id];
        }
    }

    // The vCenter is connected whatever becomes of this: it is written, and the failure beside it.
    private async Task<ZsVCenter> SyncAsync(ZsVCenter vCenter)
    {
        try
        {
            await NewSyncRunner().RunAsync(vCenter, new SyncOptions(), 0, StopToken);
        }
        catch (ZsException e)
        {
            WriteError(e);
        }
        return await Cloud.VCenters.GetAsync(vCenter.Id, StopToken);
    }
}
