using System.Management.Automation;
using System.Net;
using ZStackVCenter.Completion;

namespace ZStackVCenter.Commands;

/// <summary>A cmdlet that makes virtual machines of rows: every argument may be a column of a CSV file.</summary>
public abstract class NewVmRowCommand : NewVmCommand
{
    /// <inheritdoc/>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsNull]
    public override string? Description
    {
        get => base.Description;
        set => base.Description = value;
    }

    /// <inheritdoc/>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsNull]
    public override int? Count
    {
        get => base.Count;
        set => base.Count = value;
    }

    /// <inheritdoc/>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AddressList]
    public override IPAddress[]? IpAddress
    {
        get => base.IpAddress;
        set => base.IpAddress = value;
    }

    /// <inheritdoc/>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsNull]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public override ZsHostIdentity? VMHost
    {
        get => base.VMHost;
        set => base.VMHost = value;
    }

    /// <inheritdoc/>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsNull]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public override ZsPrimaryStorageIdentity? PrimaryStorage
    {
        get => base.PrimaryStorage;
        set => base.PrimaryStorage = value;
    }

    /// <inheritdoc/>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [YesOrNo]
    public override SwitchParameter CustomizeGuest
    {
        get => base.CustomizeGuest;
        set => base.CustomizeGuest = value;
    }

    /// <inheritdoc/>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsNull]
    public override string? HostName
    {
        get => base.HostName;
        set => base.HostName = value;
    }

    /// <inheritdoc/>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsNull]
    public override string? DnsDomain
    {
        get => base.DnsDomain;
        set => base.DnsDomain = value;
    }

    /// <inheritdoc/>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [YesOrNo]
    public override SwitchParameter NoStart
    {
        get => base.NoStart;
        set => base.NoStart = value;
    }
}
