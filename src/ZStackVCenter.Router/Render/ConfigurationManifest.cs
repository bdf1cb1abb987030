using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ZStackVCenter.Router.Render;

/// <summary>
/// Writes <c>manifest.json</c>: what is in a configuration and the hash of each file. Each entry stands on a line of its own and holds no
/// escaped character, so that the script on the router can read it without a JSON library.
/// <code>
/// {
/// "format": 1,
/// "router": "0198…",
/// "interfaces": [
/// {"name":"prv005056000001","mac":"00:50:56:00:00:01"}
/// ],
/// "services": [
/// {"name":"dnsmasq@0198…","kind":"dnsmasq","instance":"0198…","mainFile":"dnsmasq/0198….conf"}
/// ],
/// "files": [
/// {"path":"nftables/ruleset.nft","service":"nftables","mode":"0644","onChange":"reload","secret":false,"size":812,"sha256":"…"}
/// ]
/// }
/// </code>
/// </summary>
internal static class ConfigurationManifest
{
    public static RenderedConfiguration Seal(
        Guid router, IEnumerable<RenderedInterface> interfaces, IEnumerable<RenderedService> services, IEnumerable<RenderedFile> files)
    {
        RenderedFile[] sortedFiles = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
        RenderedInterface[] sortedInterfaces = [.. interfaces.OrderBy(card => card.Name, StringComparer.Ordinal)];
        RenderedService[] sortedServices = [.. services];

        var text = new StringBuilder("{\n\"format\": 1,\n");
        text.Append("\"router\": \"").Append(router.ToString("D")).Append("\",\n");
        AppendList(text, "interfaces", sortedInterfaces.Select(InterfaceEntry)).Append(",\n");
        AppendList(text, "services", sortedServices.Select(ServiceEntry)).Append(",\n");
        AppendList(text, "files", sortedFiles.Select(FileEntry)).Append("\n}\n");
        byte[] manifest = Encoding.UTF8.GetBytes(text.ToString());
        return new RenderedConfiguration
        {
            Files = sortedFiles,
            Services = sortedServices,
            Interfaces = sortedInterfaces,
            Manifest = manifest,
            Digest = Hash(manifest),
        };
    }

    private static StringBuilder AppendList(StringBuilder text, string name, IEnumerable<string> entries) =>
        text.Append('"').Append(name).Append("\": [\n").AppendJoin(",\n", entries).Append("\n]");

    private static string InterfaceEntry(RenderedInterface card) => Entry(("name", card.Name), ("mac", card.Mac));

    private static string ServiceEntry(RenderedService service) => Entry(
        ("name", service.Name),
        ("kind", service.Kind.ToString().ToLowerInvariant()),
        ("instance", service.Instance),
        ("mainFile", service.MainFile));

    private static string FileEntry(RenderedFile file) => Entry(
        ("path", file.Path),
        ("service", file.Service),
        ("mode", "0" + Convert.ToString(file.Mode, 8)),
        ("onChange", file.OnChange.ToString().ToLowerInvariant()),
        ("secret", file.IsSecret),
        ("size", file.Content.Length),
        ("sha256", Hash(file.Content.Span)));

    private static string Entry(params (string Name, object? Value)[] members) =>
        "{" + string.Join(',', members.Where(member => member.Value is not null).Select(member => $"\"{member.Name}\":{Literal(member.Value!)}")) + "}";

    private static string Literal(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        int number => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => "\"" + JsonEncodedText.Encode((string)value) + "\"",
    };

    private static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
