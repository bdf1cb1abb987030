using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace ZStackVCenter.Router.Remote;

/// <summary>The script that works on the router, as it is packed into this assembly. Its hash is its version.</summary>
internal static class RemoteScript
{
    private const string Folder = "script/";
    private static readonly Assembly Home = typeof(RemoteScript).Assembly;

    /// <summary>Its files by path, with a list of their hashes.</summary>
    public static IReadOnlyDictionary<string, byte[]> Files { get; } = ReadFiles();

    /// <summary>SHA-256 of the list of hashes, in hexadecimal.</summary>
    public static string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Files["SHA256SUMS"]));

    /// <summary>
    /// The command that takes an upload from its standard input, with the script in it, for as long as the client waits for it, and then does what
    /// <paramref name="verb"/> says.
    /// </summary>
    public static string Receive(string root, ReadOnlyMemory<byte> bundle, TimeSpan patience, string verb) => Fill("receive.sh", root, verb)
        .Replace("@SECONDS@", Math.Max(1, (int)patience.TotalSeconds).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("@LENGTH@", bundle.Length.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("@HASH@", Convert.ToHexStringLower(SHA256.HashData(bundle.Span)), StringComparison.Ordinal);

    /// <summary>The command that has the script do what <paramref name="verb"/> says, if this very script is there and whole.</summary>
    public static string Call(string root, string verb) => Fill("call.sh", root, verb);

    private static string Fill(string name, string root, string verb) => Encoding.UTF8.GetString(Read(name))
        .Replace("@ROOT@", root, StringComparison.Ordinal)
        .Replace("@SCRIPT@", Hash, StringComparison.Ordinal)
        .Replace("@VERB@", verb, StringComparison.Ordinal);

    private static SortedDictionary<string, byte[]> ReadFiles()
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in Home.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            files[name[Folder.Length..].Replace('\\', '/')] = Read(name);
        }

        var sums = string.Concat(files.Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(file.Value))}  {file.Key}\n"));
        files["SHA256SUMS"] = Encoding.UTF8.GetBytes(sums);
        return files;
    }

    // A checkout on Windows may have given the files other line ends, which a shell does not take.
    private static byte[] Read(string name)
    {
        using var stream = Home.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The assembly holds no {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Encoding.UTF8.GetBytes(reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal));
    }
}
