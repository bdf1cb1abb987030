using System.Globalization;
using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Sessions;

/// <summary>
/// Picks the version of the API to speak from what <c>/sdk/vimServiceVersions.xml</c> lists: the newest that this client knows, or,
/// of a server that lists none of these, the newest it lists.
/// </summary>
internal static class ServiceVersions
{
    public const string Path = "/sdk/vimServiceVersions.xml";

    /// <summary>What a server without the file speaks; every later server speaks it too.</summary>
    public const string Oldest = "5.5";

    /// <summary>The release whose types this client was written from.</summary>
    private static readonly Version Newest = new(8, 0, 3, 0);

    /// <summary>Reads the names of all versions of the namespace <c>urn:vim25</c>.</summary>
    public static IReadOnlyList<string> Read(VimReader reader)
    {
        var versions = new List<string>();
        for (var more = reader.Enter(); more && reader.Next();)
        {
            var (name, listed) = ReadNamespace(reader);
            if (name == VimReader.Vim25)
            {
                versions.AddRange(listed);
            }
        }

        return versions;
    }

    public static string Choose(IReadOnlyList<string> listed)
    {
        var parsed = listed.Select(text => (Text: text, Version: Parse(text))).Where(v => v.Version is not null)
            .OrderByDescending(v => v.Version).ToList();
        return parsed.FirstOrDefault(v => v.Version <= Newest).Text ?? parsed.LastOrDefault().Text ?? Oldest;
    }

    private static (string Name, List<string> Versions) ReadNamespace(VimReader reader)
    {
        var name = "";
        var versions = new List<string>();
        for (var more = reader.Enter(); more && reader.Next();)
        {
            switch (reader.Name)
            {
                case "name":
                    name = reader.ReadString();
                    break;
                case "version":
                    versions.Add(reader.ReadString());
                    break;
                case "priorVersions":
                    versions.AddRange(reader.ReadArray(static r => r.ReadString()));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return (name, versions);
    }

    // "7.0.3.0" and "5.5" are versions; a name such as "2.5u2" is of a server older than any this client speaks to.
    private static Version? Parse(string text)
    {
        var parts = text.Split('.');
        if (parts.Length is < 2 or > 4)
        {
            return null;
        }

        var numbers = new int[4];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return null;
            }
        }

        return new Version(numbers[0], numbers[1], numbers[2], numbers[3]);
    }
}
