using System.Text;
using System.Text.RegularExpressions;
using ZStackVCenter.Router.Render;

namespace ZStackVCenter.Router.Tests.Render;

/// <summary>What rendered files configure, in the lines of <see cref="Meaning"/>.</summary>
internal static partial class Configured
{
    /// <summary>The sets of the ruleset that hold what is translated and served; others hold what follows from these.</summary>
    private static readonly HashSet<string> Sets =
    [
        "private_cards", "public_cards", "private_networks", "management_sources", "guest_services", "listeners",
        "eip_in", "eip_out", "snat_out", "port_forward", "range_forward",
        "tcp_limited_flows", "udp_limited_flows", "ipsec_peers", "tunnel_out", "tunnel_in", "vip_in", "vip_out", "udp_backends",
    ];

    public static string[] By(RenderedConfiguration configuration) => [.. configuration.Files.SelectMany(Read).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Read(RenderedFile file)
    {
        string text = Encoding.UTF8.GetString(file.Content.Span);
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string key = Path.GetFileNameWithoutExtension(file.Path);
        return file.Path switch
        {
            "network/hostname" => lines.Select(line => $"host {line}"),
            "network/addresses" => lines.Select(line => $"address {line}"),
            "nftables/ruleset.nft" => Elements().Matches(text).Where(set => Sets.Contains(set.Groups[1].Value)).SelectMany(Members),
            "haproxy/haproxy.cfg" => Sections(lines, "listen listener_").SelectMany(section => Shares(section.Name, section.Lines)),
            "strongswan/swanctl.conf" => [.. Children().Matches(text).Select(Child), .. Secrets().Matches(text).Select(Key)],
            _ when file.Path.StartsWith("nginx/", StringComparison.Ordinal) =>
                lines.Select(line => line.Trim().Split(' ')).Where(words => words[0] == "listen").Select(words => $"open {key} {words[1]}"),
            _ when file.Path.EndsWith(".hosts", StringComparison.Ordinal) =>
                lines.Select(line => line.Split(',')).Select(words => $"lease {key} {words[0]} {words[1]}"),
            _ when file.Path.EndsWith(".names", StringComparison.Ordinal) => lines.Select(line => $"name {key} {line}"),
            _ when file.Path.EndsWith(".servers", StringComparison.Ordinal) => lines.Select(line => $"asks {key} {line["server=".Length..]}"),
            _ => [],
        };
    }

    private static IEnumerable<string> Members(Match set) =>
        set.Groups[2].Value.Split(",\n").Select(element => Member(set.Groups[1].Value, Comment().Replace(element, string.Empty).Trim()));

    /// <summary>A backend of a UDP listener is looked up by a port that the renderer chose: what counts is where it leads.</summary>
    private static string Member(string set, string element) =>
        set == "udp_backends" ? $"{set} {element[(element.IndexOf(':') + 2)..]}" : $"{set} {element}";

    private static IEnumerable<string> Shares(string listener, string[] lines) =>
        lines.Select(line => line.Trim().Split(' ')).SelectMany(words => words[0] switch
        {
            "bind" => [$"open {listener} {words[1]}"],
            "server" => [$"share {listener} {words[2]}"],
            _ => Array.Empty<string>(),
        });

    private static string Child(Match child) => $"tunnel {child.Groups[1].Value} {child.Groups[2].Value} {child.Groups[3].Value}";

    private static string Key(Match secret) =>
        $"key {secret.Groups[2].Value} {secret.Groups[3].Value} {Encoding.UTF8.GetString(Convert.FromHexString(secret.Groups[1].Value))}";

    private static IEnumerable<(string Name, string[] Lines)> Sections(string[] lines, string start)
    {
        int[] starts =
        [
            .. lines.Index().Where(line => line.Item.StartsWith(start, StringComparison.Ordinal)).Select(line => line.Index), lines.Length,
        ];
        return starts.Zip(starts.Skip(1)).Select(pair => (lines[pair.First][start.Length..], lines[(pair.First + 1)..pair.Second]));
    }

    [GeneratedRegex(@"^add element inet zstackvcenter (\w+) \{([^}]*)\}", RegexOptions.Multiline)]
    private static partial Regex Elements();

    [GeneratedRegex(" comment \"[a-z0-9_]+\"")]
    private static partial Regex Comment();

    [GeneratedRegex(@"tunnel_([0-9a-f]{32})_[0-9_-]+ \{\s+local_ts = (\S+)\s+remote_ts = (\S+)")]
    private static partial Regex Children();

    [GeneratedRegex("""secret = 0x([0-9a-f]+)\s+id-local = "([^"]+)"\s+id-remote = "([^"]+)"\s""")]
    private static partial Regex Secrets();
}
