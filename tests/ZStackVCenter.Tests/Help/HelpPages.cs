using System.Text.RegularExpressions;

namespace ZStackVCenter.Tests.Help;

/// <summary>The help pages of the repository, and their examples.</summary>
internal static partial class HelpPages
{
    private static readonly string Folder = Repository.PathOf("docs", "en-US");

    /// <summary>The names of the cmdlets that have a page.</summary>
    public static IEnumerable<string> Cmdlets => Directory.EnumerateFiles(Folder, "*.md").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal);

    /// <summary>The titles and the code of a page's examples.</summary>
    public static IReadOnlyList<(string Title, string Code)> Examples(string cmdlet) =>
        [.. ExamplePattern().Matches(TextOf(cmdlet)).Select(m => (m.Groups["title"].Value, m.Groups["code"].Value))];

    /// <summary>How many examples a page has, whatever their form.</summary>
    public static int CountExamples(string cmdlet) => TitlePattern().Count(TextOf(cmdlet));

    private static string TextOf(string cmdlet) => File.ReadAllText(Path.Combine(Folder, $"{cmdlet}.md")).ReplaceLineEndings("\n");

    [GeneratedRegex(@"^### Example ", RegexOptions.Multiline)]
    private static partial Regex TitlePattern();

    [GeneratedRegex(@"^### (?<title>Example \d+: .*)\n(?:(?!#|```).*\n)*```powershell\n(?<code>(?:(?!```).*\n)+)```", RegexOptions.Multiline)]
    private static partial Regex ExamplePattern();
}
