using System.Globalization;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Vim;
using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Connections;

/// <summary>Looks at a vCenter as the guide's chapter 2 wants it prepared. Changes nothing, neither there nor in the records.</summary>
internal sealed class VCenterTest(ZsVCenter target, Connector connector, TimeProvider time)
{
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(5);
    private static readonly ManagedObjectReference ServiceInstance = new("ServiceInstance", "ServiceInstance");

    private readonly List<ZsCheckResult> _results = [];

    /// <summary>Runs every check that can be run; the ones behind a failed connection are not among the results.</summary>
    /// <param name="timeout">How long an answer may take; null for the default.</param>
    /// <param name="logIn">Logs the client in, and says how.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<ZsCheckResult>> RunAsync(
        TimeSpan? timeout, Func<VimClient, CancellationToken, Task<string>> logIn, CancellationToken cancellationToken)
    {
        try
        {
            await using var client = await connector.ReachAsync(target, timeout, cancellationToken).ConfigureAwait(false);
            Pass("Reachability", $"{target.Server} answers on port {target.Port}.");
            Pass("Certificate", CertificateWords());
            Pass("Version", $"{client.About.FullName}, API {client.About.ApiVersion}.");
            Pass("Login", await logIn(client, cancellationToken).ConfigureAwait(false));
            await VimErrors.GuardAsync(target.Name, () => CheckInventoryAsync(client, cancellationToken)).ConfigureAwait(false);
        }
        catch (ZsException e)
        {
            Add(CheckOf(e.ErrorId), false, e.Message, e.RecommendedAction);
        }
        return _results;
    }

    private async Task CheckInventoryAsync(VimClient client, CancellationToken cancellationToken)
    {
        await CheckClockAsync(client, cancellationToken).ConfigureAwait(false);
        var reader = new InventoryReader(client);
        var landscape = await reader.ReadLandscapeAsync(cancellationToken).ConfigureAwait(false);
        var decision = ImportFilter.Decide(SeenInventoryReader.From(landscape, new Dictionary<string, bool>(),
            await reader.WithVmsAsync(SeenInventoryReader.KernelPortGroups(landscape), cancellationToken).ConfigureAwait(false)));

        var clustered = landscape.Hosts.Count(h => Landscape.ClusterOf(h) is not null);
        Check("Structure", clustered > 0,
            Words($"{landscape.Of("Datacenter").Count()} datacenters, {landscape.Clusters.Count()} clusters, {clustered} hosts in clusters, {landscape.Hosts.Count() - clustered} outside."),
            "Build datacenter, cluster, host: hosts outside a cluster are not used.");
        Check("DatastoreClusters", decision.DatastoresLeftOut.Count == 0,
            decision.DatastoresLeftOut.Count == 0 ? "No datastore is in a datastore cluster." : Words($"{decision.DatastoresLeftOut.Count} datastores are in datastore clusters and are left out."),
            "Take the datastores out of their datastore clusters.");
        var groups = decision.DistributedPortGroups.Count + decision.StandardPortGroups.Count;
        Check("PortGroups", groups > 0 && decision.Hosts.Count > 0,
            Words($"{groups} port groups for VMs on {decision.Hosts.Count} hosts; {decision.HostReasons.Count} hosts are left out."),
            "Join the hosts to a distributed switch, or give the hosts of a cluster a standard switch of one name with an identical port group.");
        var vmotion = landscape.Hosts.Where(h => decision.Hosts.Contains(h.Id)).Count(h => h.Flag(LandscapePaths.Host.VMotion) == true);
        Check("VMotion", vmotion == decision.Hosts.Count && vmotion > 0,
            Words($"vMotion is on at {vmotion} of {decision.Hosts.Count} hosts."),
            client.About.ApiVersion.StartsWith("5.", StringComparison.Ordinal)
                ? "Give each host a VMkernel adapter of its own for vMotion: 5.5 needs one."
                : "Turn vMotion on at a VMkernel adapter of each host: live migration needs it.");
        await CheckTemplatesAsync(reader, cancellationToken).ConfigureAwait(false);
    }

    private async Task CheckTemplatesAsync(InventoryReader reader, CancellationToken cancellationToken)
    {
        var templates = 0;
        await foreach (var vm in reader.ReadVmsAsync(devices: false, cancellationToken).ConfigureAwait(false))
        {
            templates += VmTransform.IsTemplate(vm) ? 1 : 0;
        }
        Check("Templates", templates > 0, Words($"{templates} templates."), "Convert the VMs that serve as templates into templates: only those become images.");
    }

    private async Task CheckClockAsync(VimClient client, CancellationToken cancellationToken)
    {
        var skew = await client.CurrentTime(ServiceInstance, cancellationToken).ConfigureAwait(false) - time.GetUtcNow().UtcDateTime;
        Check("Clock", skew.Duration() <= MostSkew, Words($"Its clock differs from this computer's by {skew.Duration().TotalSeconds:0} seconds."),
            "Let both take their time from one NTP server: periods of events and metrics would be off.");
    }

    private string CertificateWords() => target switch
    {
        { Protocol: ZsProtocol.Http } => "Plain HTTP: nothing is encrypted and nothing proves who answers.",
        { SkipCertificateCheck: true } => "The certificate is not checked, as was asked.",
        { Thumbprint: { Length: > 0 } } => "The certificate is the pinned one.",
        _ => "The system trusts the certificate.",
    };

    private static string CheckOf(string errorId) => errorId switch
    {
        ZsErrorId.CertificateRejected => "Certificate",
        ZsErrorId.VersionNotSupported or ZsErrorId.NotVCenter => "Version",
        ZsErrorId.LoginFailed or ZsErrorId.CredentialRequired or ZsErrorId.SecretUnavailable or ZsErrorId.SessionExpired => "Login",
        ZsErrorId.PermissionDenied => "Permissions",
        _ => "Reachability",
    };

    private static string Words(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Pass(string name, string message) => Add(name, true, message, null);

    private void Check(string name, bool passed, string message, string action) => Add(name, passed, message, passed ? null : action);

    private void Add(string name, bool passed, string message, string? action) => _results.Add(new ZsCheckResult
    {
        Target = target.Name,
        Name = name,
        Passed = passed,
        Message = message,
        RecommendedAction = action,
    });
}
