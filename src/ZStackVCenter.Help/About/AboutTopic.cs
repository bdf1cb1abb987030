using ZStackVCenter.Help.Markdown;

namespace ZStackVCenter.Help.About;

/// <summary>
/// An about topic: markdown that becomes the text that <c>Get-Help about_…</c> shows as it stands, 80 columns wide. PowerShell takes the
/// fifth line for its synopsis (MS Learn, "Writing about topics").
/// </summary>
internal static class AboutTopic
{
    private const int Width = 80;
    private const int Indent = 4;
    private const string Short = "SHORT DESCRIPTION";
    private const string Long = "LONG DESCRIPTION";

    /// <summary>The topic's text; nothing when it has problems.</summary>
    public static string? Build(MarkdownFile file, ICollection<Problem> problems)
    {
        var before = problems.Count;
        Check(file, problems);
        var lines = new List<string>();
        foreach (var section in file.Sections)
        {
            try
            {
                Append(lines, section);
            }
            catch (FormatException exception)
            {
                problems.Add(file.Problem(section.BodyLine, $"Below '{section.Title}': {exception.Message}"));
            }
        }

        return problems.Count > before ? null : string.Join('\n', lines) + "\n";
    }

    private static void Append(List<string> lines, Section section)
    {
        if (section.Level == 1)
        {
            lines.AddRange("TOPIC", $"    {section.Title}");
        }
        else
        {
            lines.AddRange("", section.Level == 2 ? section.Title.ToUpperInvariant() : $"  {section.Title}");
        }

        lines.AddRange(TextLayout.Set(PlainText.Read(section.Body), Indent, Width));
    }

    private static void Check(MarkdownFile file, ICollection<Problem> problems)
    {
        var name = Path.GetFileNameWithoutExtension(file.FilePath);
        if (file.Sections is not [{ Level: 1 } title, ..] || title.Title != name)
        {
            problems.Add(file.Problem(1, $"The topic begins with '# {name}'."));
        }

        foreach (var needed in new[] { Short, Long }.Where(needed => file.Find(2, needed) is null))
        {
            problems.Add(file.Problem(1, $"The section '## {needed}' is missing."));
        }

        if (file.Find(2, Short) is { } summary && summary.Body.ReplaceLineEndings(" ").Length is 0 or > Width - Indent)
        {
            problems.Add(file.Problem(summary.BodyLine, $"The short description is one line of at most {Width - Indent} characters."));
        }
    }
}
