using System.Text.Json;
using System.Text.RegularExpressions;

namespace ZStackVCenter.Testing;

/// <summary>
/// Lays files of ours over those of Debian's govmomi package for one build (<c>go build -overlay</c>), where the simulator does something else than a
/// vCenter and cannot be told otherwise from outside. In a Go program's folder <c>govmomi/</c> holds files for the package's folders, and
/// <c>govmomi/set-aside.txt</c> names the methods that they have in their place: these get another name.
/// </summary>
internal static partial class GoOverlay
{
    private const string Library = "src/github.com/vmware/govmomi";

    /// <summary>Writes what is laid over into a folder.</summary>
    /// <param name="source">The program's folder.</param>
    /// <param name="goPath">Where the package lies.</param>
    /// <param name="folder">A folder of its own for the changed files.</param>
    /// <returns>The file that tells the compiler; null where nothing is laid over.</returns>
    /// <exception cref="InvalidOperationException">A method that is to be set aside is not in its file, once.</exception>
    public static async Task<string?> WriteAsync(string source, string goPath, string folder, CancellationToken cancellationToken)
    {
        string ours = Path.Combine(source, "govmomi");
        if (!Directory.Exists(ours))
        {
            return null;
        }

        Directory.CreateDirectory(folder);
        Dictionary<string, string> replaced = new(StringComparer.Ordinal);
        foreach (string file in Directory.GetFiles(ours, "*.go", SearchOption.AllDirectories))
        {
            replaced[Path.Combine(goPath, Library, Path.GetRelativePath(ours, file))] = file;
        }

        foreach (IGrouping<string, string[]> methods in (await File.ReadAllLinesAsync(Path.Combine(ours, "set-aside.txt"), cancellationToken))
            .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ')).GroupBy(words => words[0]))
        {
            string original = Path.Combine(goPath, Library, methods.Key);
            string text = methods.Aggregate(await File.ReadAllTextAsync(original, cancellationToken), (code, words) => SetAside(code, methods.Key, words[1]));
            string changed = Path.Combine(folder, Path.GetFileName(original));
            await File.WriteAllTextAsync(changed, text, cancellationToken);
            replaced[original] = changed;
        }

        string overlay = Path.Combine(folder, "overlay.json");
        await File.WriteAllTextAsync(overlay, JsonSerializer.Serialize(new { Replace = replaced }), cancellationToken);
        return overlay;
    }

    private static string SetAside(string code, string file, string method)
    {
        Match[] found = [.. Declarations().Matches(code).Where(m => m.Groups["name"].Value == method)];
        return found is [{ } one]
            ? code.Insert(one.Groups["name"].Index, "setAside_")
            : throw new InvalidOperationException($"{file} of the installed govmomi has {method} {found.Length} times and not once: see tests/vcsim/govmomi/set-aside.txt.");
    }

    [GeneratedRegex(@"^func \([^)]*\) (?<name>\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Declarations();
}
