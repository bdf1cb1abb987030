using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ZStackVCenter.Router.State;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Traffic;

/// <summary>Every cipher, hash and group that a state may have makes a tunnel that carries.</summary>
[Collection(TrafficTests.Name)]
public sealed partial class SuiteTests(TrafficLab lab)
{
    private static readonly int[] Groups = [2, 5, .. Enumerable.Range(14, 13)];

    // Each tunnel has two networks for itself, as many as there are at once.
    private static readonly (string Near, string Far)[] Pairs = [("10.1.0", "10.8.0"), ("10.1.0", "10.9.0"), ("10.2.0", "10.8.0"), ("10.2.0", "10.9.0")];

    [RouterFact]
    public Task Each_cipher_hash_and_group_makes_a_tunnel_that_carries_with_ikev1() => CarryAsync(IkeVersion.V1);

    [RouterFact]
    public Task Each_cipher_hash_and_group_makes_a_tunnel_that_carries_with_ikev2() => CarryAsync(IkeVersion.V2);

    private async Task CarryAsync(IkeVersion version)
    {
        HashSet<string> exchanges = [];
        HashSet<string> traffic = [];
        for (int first = 0; first < Groups.Length; first += Pairs.Length)
        {
            int count = Math.Min(Pairs.Length, Groups.Length - first);
            await Task.WhenAll(lab.ApplyAsync(State(version, first, count, isNear: true)), lab.FarRouter.ApplyAsync(State(version, first, count, isNear: false)));
            for (int i = 0; i < count; i++)
            {
                Machine guest = Pairs[i].Near == "10.1.0" ? lab.Web1 : lab.Db1;
                await Eventually.TrueAsync($"the tunnel of group {Groups[first + i]} carries", () => guest.PingsAsync(Pairs[i].Far + ".11"));
            }

            // IKEv2's first keys of the traffic come from the key exchange: the traffic's own group is used from the second on.
            await lab.Router.Machine.ShellAsync("swanctl --list-sas | sed -n 's/^  \\(tunnel_[0-9a-f_-]*\\):.*/\\1/p' | sort -u | xargs -n 1 swanctl --rekey --child");
            HashSet<string> children = [];
            await Eventually.TrueAsync("the traffic of each tunnel has its group", async () => (children = Matches(ChildGroup(), await SasAsync())).Count == count);
            traffic.UnionWith(children);
            exchanges.UnionWith(Matches(ExchangeGroup(), await SasAsync()));
        }

        Assert.Equal(Groups.Length, exchanges.Count);
        Assert.Equal(exchanges, traffic);
        await Task.WhenAll(lab.ApplyAsync(Wanted.Router), lab.FarRouter.ApplyAsync(Wanted.Far));
    }

    private Task<string> SasAsync() => lab.Router.Machine.ShellAsync("swanctl --list-sas");

    private static HashSet<string> Matches(Regex form, string text) => [.. form.Matches(text).Select(match => match.Groups[1].Value)];

    private static RouterState State(IkeVersion version, int first, int count, bool isNear)
    {
        Vip[] vips = [.. Enumerable.Range(0, count).Select(i => Wanted.Vip(800 + i, Public(isNear, i)) with { Interface = isNear ? Wanted.PublicCard : Wanted.FarPublicCard })];
        IEnumerable<IpsecTunnel> tunnels = vips.Select((vip, i) => End(version, first + i) with
        {
            VipId = vip.Id,
            PeerAddress = IPAddress.Parse(Public(!isNear, i)),
            LocalCidrs = [IPNetwork.Parse((isNear ? Pairs[i].Near : Pairs[i].Far) + ".0/24")],
            RemoteCidrs = [IPNetwork.Parse((isNear ? Pairs[i].Far : Pairs[i].Near) + ".0/24")],
        });
        return (isNear ? Wanted.Router : Wanted.Far) with { Vips = vips, Tunnels = [.. tunnels] };
    }

    // With four ciphers and five hashes, fifteen tunnels have each of them several times.
    private static IpsecTunnel End(IkeVersion version, int number) => new()
    {
        Id = Wanted.Id(840 + number),
        VipId = Guid.Empty,
        PeerAddress = IPAddress.None,
        PreSharedKey = new Secret("a key"),
        IkeVersion = version,
        IkeEncryption = (IpsecEncryption)(number % 4),
        IkeIntegrity = (IpsecIntegrity)(number % 5),
        IkeDhGroup = Groups[number],
        Encryption = (IpsecEncryption)((number + 1) % 4),
        Integrity = (IpsecIntegrity)((number + 2) % 5),
        PfsGroup = Groups[number],
        LocalCidrs = [],
        RemoteCidrs = [],
    };

    private static string Public(bool isNear, int number) => string.Create(CultureInfo.InvariantCulture, $"198.51.100.{(isNear ? 120 : 140) + number}");

    [GeneratedRegex(@"^  [A-Z0-9_-]+/[A-Z0-9_]+/PRF_[A-Z0-9_]+/([A-Z0-9_]+)", RegexOptions.Multiline)]
    private static partial Regex ExchangeGroup();

    [GeneratedRegex(@"INSTALLED, TUNNEL[^:]*:[A-Z0-9_-]+/[A-Z0-9_]+/([A-Z0-9_]+)")]
    private static partial Regex ChildGroup();
}
