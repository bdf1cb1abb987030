using System.Text.RegularExpressions;
using ZStackVCenter.Help.Cmdlets;
using ZStackVCenter.Help.Markdown;

namespace ZStackVCenter.Help.Pages;

/// <summary>Looks whether the cmdlets and parameters that a text names exist.</summary>
internal sealed partial class MentionCheck(IReadOnlyList<CmdletInfo> cmdlets)
{
    private static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase)
    {
        "Debug", "ErrorAction", "ErrorVariable", "InformationAction", "InformationVariable", "OutBuffer", "OutVariable",
        "PipelineVariable", "ProgressAction", "Verbose", "WarningAction", "WarningVariable",
    };

    private readonly Dictionary<string, CmdletInfo> _cmdlets = cmdlets.ToDictionary(cmdlet => cmdlet.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The names in a file that no cmdlet has, with their lines.</summary>
    public IEnumerable<Problem> Check(MarkdownFile file)
    {
        var lines = file.Text.Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            foreach (Match match in CommandPattern().Matches(lines[index]))
            {
                foreach (var text in Unknown(match))
                {
                    yield return file.Problem(index + 1, text);
                }
            }
        }
    }

    private IEnumerable<string> Unknown(Match match)
    {
        var name = match.Groups["name"].Value;
        if (!_cmdlets.TryGetValue(name, out var cmdlet))
        {
            return [$"The module has no cmdlet {name}."];
        }

        return from capture in match.Groups["parameter"].Captures
               where !Common.Contains(capture.Value) && cmdlet.Find(capture.Value) is null
               select $"{name} has no parameter -{capture.Value}.";
    }

    /// <summary>A cmdlet's name, and the parameters behind it up to the end of the command or of the code span.</summary>
    [GeneratedRegex(@"\b(?<name>[A-Z][a-z]+-Zs[A-Za-z]+)(?:(?:[^|;`()\[\]{}<>-]|-(?![A-Za-z])|(?<! )-)* -(?<parameter>[A-Za-z]+))*")]
    private static partial Regex CommandPattern();
}
