using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ZStackVCenter.Testing;
using ZStackVCenter.Testing.Faults;

namespace ZStackVCenter.Benchmarks;

/// <summary>One call that a synchronization makes, and the ids in its answer that later calls may name.</summary>
internal sealed record RecordedCall(string Method, string Body, IReadOnlyList<string> Ids);

/// <summary>
/// The calls of one synchronization, overheard once before anything is measured: the peer fetches exactly these properties, and the
/// floor downloads exactly these answers. So neither can drift from what the module does.
/// </summary>
internal sealed partial class RecordedCalls
{
    private static readonly XNamespace Vim = "urn:vim25";

    private RecordedCalls(IReadOnlyList<RecordedCall> calls) => Calls = calls;

    public IReadOnlyList<RecordedCall> Calls { get; }

    /// <summary>Synchronizes once through a proxy that listens.</summary>
    public static async Task<RecordedCalls> OverhearAsync(SimulatedVCenter vcenter)
    {
        ConcurrentQueue<RecordedCall> calls = new();
        bool listening = false;
        await using FaultProxy proxy = FaultProxy.Start(vcenter.Uri, TestCertificate.SelfSigned("bench.test"));
        proxy.On("*", Weather.Custom(async (exchange, next, _) =>
        {
            await next();
            if (listening && exchange.Request.Method is { } method and not ("Login" or "Logout" or "WaitForUpdatesEx"))
            {
                string answer = exchange.Answer.Text;
                calls.Enqueue(new RecordedCall(method, exchange.Request.Text, IdsIn(answer[..Math.Min(answer.Length, FloorSide.Head)])));
            }
        }));
        using (ModuleSession session = new())
        {
            session.Shell.Set("credential", new System.Management.Automation.PSCredential(vcenter.User, vcenter.SecurePassword));
            string port = proxy.Port.ToString(CultureInfo.InvariantCulture);
            session.Shell.Run($"Connect-ZsVCenter -Server 127.0.0.1 -Port {port} -Credential $credential -SkipCertificateCheck -Name bench -NoSync").Succeed();
            listening = true;
            session.Shell.Run("Sync-ZsVCenter -VCenter bench").Succeed();
            listening = false;
        }

        return new RecordedCalls([.. calls]);
    }

    /// <summary>The properties asked for, by type, as the Go peer takes them.</summary>
    public string PeerSpec()
    {
        SortedDictionary<string, SortedSet<string>> properties = new(StringComparer.Ordinal);
        foreach (XElement set in Calls.Where(c => c.Method == "RetrievePropertiesEx").SelectMany(c => XDocument.Parse(c.Body).Descendants(Vim + "propSet")))
        {
            string type = set.Element(Vim + "type")?.Value ?? string.Empty;
            if (!properties.TryGetValue(type, out SortedSet<string>? paths))
            {
                properties[type] = paths = new SortedSet<string>(StringComparer.Ordinal);
            }

            paths.UnionWith(set.Elements(Vim + "pathSet").Select(p => p.Value));
        }

        // Only inventory that a container view can hold; managers are a few objects by themselves.
        string[] kinds = ["ClusterComputeResource", "ComputeResource", "Datacenter", "Datastore", "DistributedVirtualPortgroup", "DistributedVirtualSwitch",
            "Folder", "HostSystem", "Network", "ResourcePool", "StoragePod", "VirtualMachine", "VmwareDistributedVirtualSwitch"];
        return JsonSerializer.Serialize(properties.Where(p => kinds.Contains(p.Key)).ToDictionary(p => p.Key, p => p.Value));
    }

    /// <summary>The ids at the head of an answer that later calls name: of a view, a filter or the next page.</summary>
    public static IReadOnlyList<string> IdsIn(string head) => [.. IdPattern().Matches(head).Select(m => m.Groups[1].Value)];

    [GeneratedRegex("<(?:token|returnval)(?: [^>]*)?>([^<]+)</(?:token|returnval)>")]
    private static partial Regex IdPattern();
}
