using System.Management.Automation;
using ZStackVCenter.Engine.Connections;

namespace ZStackVCenter.Commands;

/// <summary>Changes what the records say of a vCenter. A new address, port, protocol or thumbprint counts from the next connection on.</summary>
[Cmdlet(VerbsCommon.Set, "ZsVCenter", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(ZsVCenter))]
public sealed class SetZsVCenterCommand : VCenterCommand
{
    /// <summary>A new name.</summary>
    [Parameter]
    [ValidateLength(1, 255)]
    public string? Name { get; set; }

    /// <summary>A new description; an empty one takes it away.</summary>
    [Parameter]
    [AllowEmptyString]
    [ValidateLength(0, 2048)]
    public string? Description { get; set; }

    /// <summary>A new DNS name or IP address.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Server { get; set; }

    /// <summary>A new TCP port.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int? Port { get; set; }

    /// <summary>Another way of speaking to it.</summary>
    [Parameter]
    public ZsProtocol? Protocol { get; set; }

    /// <summary>The thumbprint of the only certificate to accept; an empty one goes back to the system's trust.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? Thumbprint { get; set; }

    /// <summary>A credential to save on this computer, for this user.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>The SecretManagement secret that holds the credential; an empty one takes it away.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? SecretName { get; set; }

    /// <summary>The secret's vault; an empty one means the default vault.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? VaultName { get; set; }

    /// <summary>Whether the module uses it; disabling it ends its session.</summary>
    [Parameter]
    public ZsState? State { get; set; }

    /// <summary>Writes the vCenter as it is then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override async Task ProcessAsync(ZsVCenter vCenter)
    {
        var change = new VCenterChange
        {
            Name = Name,
            Description = Description,
            Server = Server,
            Port = Port,
            Protocol = Protocol,
            Thumbprint = Thumbprint,
            Credential = Credential?.GetNetworkCredential(),
            SecretName = SecretName,
            VaultName = VaultName,
            State = State,
        };
        if (ShouldProcess(vCenter.Name, ChangeWords.Of(vCenter,
            ("name", Name), ("description", Description), ("address", Server), ("port", Port), ("protocol", Protocol), ("thumbprint", Thumbprint),
            ("credential", Credential), ("secret", SecretName), ("vault", VaultName), ("state", State))))
        {
            var changed = await Cloud.VCenters.SetAsync(vCenter.Id, change, Caller, StopToken);
            WriteObject(PassThru ? changed : null);
        }
    }
}
