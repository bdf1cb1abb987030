using System.Globalization;
using ZStackVCenter.Help.Cmdlets;

namespace ZStackVCenter.Help.Pages;

/// <summary>A page for a cmdlet that has none yet. What only its author knows stands in double braces, and the build refuses it so.</summary>
internal static class Skeleton
{
    /// <summary>Texts that are the same on every page.</summary>
    private static readonly Dictionary<string, string> Standard = new(StringComparer.Ordinal)
    {
        ["Confirm"] = "Asks before the cmdlet changes anything.",
        ["WhatIf"] = "Checks everything and says what would be done, without doing it.",
        ["PassThru"] = "Writes the object after the change. Without it the cmdlet writes nothing.",
        ["RunAsync"] = "Begins the changes and writes their tasks, without waiting for them. about_ZsTasks says how to wait for them, in this session or another.",
        ["ThrottleLimit"] = "How many changes are under way at once, 1 to 256; 16 when left out.",
        ["TimeoutSec"] = "How many seconds each change may take before it is stopped and undone. 0, the default, leaves it to the change itself. It does not count with -RunAsync.",
        ["IncludeTotalCount"] = "Writes how many objects there are before the first of them.",
    };

    /// <summary>The page of a new cmdlet.</summary>
    public static Page For(CmdletInfo cmdlet, DateOnly today) => new()
    {
        Title = cmdlet.Name,
        Date = today.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture),
        Synopsis = "{{ What it does, in one sentence }}",
        Description = "{{ What it does, when to use it, what it leaves alone }}",
        Examples = [.. Enumerable.Range(1, 2).Select(_ => new Part(
            "{{ What it shows }}",
            $$$"""
            ```powershell
            {{{cmdlet.Name}}} {{ Arguments }}
            ```

            {{ What happens }}
            """))],
        Parameters = [.. cmdlet.Parameters.Select(parameter => new ParameterPart(parameter.Name, TextFor(parameter.Name)))],
        Inputs = [new Part(cmdlet.Parameters.Any(FromPipeline) ? "{{ Type }}" : "None", "{{ What can be piped, or nothing }}")],
        Outputs = cmdlet.OutputTypes.Count == 0
            ? [new Part("None", "")]
            : [.. cmdlet.OutputTypes.Select(type => new Part(type, "{{ What it holds }}"))],
        Notes = "{{ The vSphere privileges that it needs }}",
        RelatedLinks = "{{ A list of links to the pages of related cmdlets }}",
    };

    /// <summary>The description to begin with.</summary>
    public static string TextFor(string parameter) =>
        Standard.TryGetValue(parameter, out var text) ? text : $"{{{{ What -{parameter} does, its range and its default }}}}";

    private static bool FromPipeline(ParameterInfo parameter) => parameter.Memberships.Any(membership => membership.FromPipeline);
}
