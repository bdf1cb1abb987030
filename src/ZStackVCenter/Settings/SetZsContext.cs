using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Errors;
using ZStackVCenter.Identities;
using ZStackVCenter.Session;

namespace ZStackVCenter.Commands;

/// <summary>Chooses what this session, or every later session of this user, works with when a command names nothing else.</summary>
[Cmdlet(VerbsCommon.Set, "ZsContext", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(ZsContext))]
public sealed class SetZsContextCommand : CloudCommand
{
    private readonly List<ZsVCenterIdentity> _named = [];

    /// <summary>The vCenters that commands work on by default; an empty list goes back to all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsVCenterIdentity[]? VCenter { get; set; }

    /// <summary>Where the records are: a file, or a PostgreSQL address.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StorePath { get; set; }

    /// <summary>This session, or every session of this user that starts from now on, and this one.</summary>
    [Parameter]
    public ZsContextScope Scope { get; set; }

    /// <summary>Writes the context as it is then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        _named.AddRange(VCenter ?? []);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        var choosesVCenters = VCenter is not null || MyInvocation.BoundParameters.ContainsKey(nameof(VCenter));
        if (!choosesVCenters && StorePath is null)
        {
            throw ZsErrors.InvalidArgument("Nothing says what to choose.", "Give -VCenter or -StorePath.");
        }
        if (Scope == ZsContextScope.User && StoreAddress.HasPassword(StorePath ?? Context.StorePath ?? ""))
        {
            throw ZsErrors.InvalidArgument("An address with a password in it is not saved.", "Leave the password to ~/.pgpass, or set the ZSTACKVCENTER_STORE environment variable.");
        }
        var target = Scope == ZsContextScope.User ? "Every session of this user" : "This session";
        if (!ShouldProcess(target, string.Join(" and ", Words(choosesVCenters))))
        {
            return;
        }
        if (StorePath is not null)
        {
            Context.StorePath = StoreAddress.IsDatabase(StorePath) ? StorePath : GetUnresolvedProviderPathFromPSPath(StorePath);
        }
        if (choosesVCenters)
        {
            Context.Defaults = await Resolver.IdsAsync(ResourceKind.VCenter, _named, []);
        }
        if (Scope == ZsContextScope.User)
        {
            new UserContext { StorePath = Context.StorePath, VCenterIds = Context.Defaults }.Save();
        }
        WriteObject(PassThru ? await DescribeContextAsync() : null);
    }

    private IEnumerable<string> Words(bool choosesVCenters)
    {
        if (StorePath is not null)
        {
            yield return $"Use the records at {StoreAddress.Shown(StorePath)}";
        }
        if (choosesVCenters)
        {
            yield return _named.Count == 0 ? "Work on all vCenters by default" : $"Work on {string.Join(", ", _named)} by default";
        }
    }
}
