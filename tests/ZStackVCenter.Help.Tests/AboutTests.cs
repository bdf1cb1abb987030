using Xunit;
using ZStackVCenter.Help.About;
using ZStackVCenter.Help.Markdown;

namespace ZStackVCenter.Help.Tests;

public sealed class AboutTests
{
    private const string Head = "# about_Lamps\n\n## SHORT DESCRIPTION\n\nWhat a lamp is.\n\n## LONG DESCRIPTION\n\n";

    [Fact]
    public void A_topic_is_text_with_its_short_description_in_the_line_where_PowerShell_looks_for_it()
    {
        var text = Build(Head + "A *lamp*\nshines.\n\n### On\n\nIt is lit.\n");

        Assert.Equal(
            """
            TOPIC
                about_Lamps

            SHORT DESCRIPTION
                What a lamp is.

            LONG DESCRIPTION
                A lamp shines.

              On
                It is lit.

            """.ReplaceLineEndings("\n"),
            text);
    }

    [Fact]
    public void No_line_is_longer_than_80_columns_and_items_hang()
    {
        var words = string.Join(' ', Enumerable.Repeat("lamp", 30));

        var text = Build($"{Head}{words}\n\n- {words}\n- short\n  - {words}\n");

        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Assert.Contains("\n    - lamp", text, StringComparison.Ordinal);
        Assert.Contains("\n      lamp", text, StringComparison.Ordinal);
        Assert.Contains("\n    - short\n      - lamp", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_keeps_its_form_and_a_table_is_set_in_columns_that_fold()
    {
        var words = string.Join(' ', Enumerable.Repeat("light", 15));

        var text = Build($"{Head}```powershell\nGet-Lamp |\n  Set-Lamp\n```\n\n| Lamp | Says |\n|---|---|\n| a | {words} |\n");

        Assert.Contains("\n        Get-Lamp |\n          Set-Lamp\n", text, StringComparison.Ordinal);
        Assert.Contains("\n    Lamp  Says\n    ----  -----", text, StringComparison.Ordinal);
        Assert.Contains("\n    a     light", text, StringComparison.Ordinal);
        Assert.Contains("\n          light", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Theory]
    [InlineData("# about_Candles\n", 1, "begins with '# about_Lamps'")]
    [InlineData("# about_Lamps\n\n## SHORT DESCRIPTION\n\nA lamp.\n", 1, "'## LONG DESCRIPTION' is missing")]
    public void A_topic_without_its_parts_is_refused(string text, int line, string words)
    {
        var problems = new List<Problem>();

        Assert.Null(AboutTopic.Build(MarkdownFile.Parse("about_Lamps.md", text), problems));

        Assert.Contains(problems, problem => problem.Line == line && problem.Text.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_of_code_that_does_not_fit_is_refused_with_its_line()
    {
        var problems = new List<Problem>();

        AboutTopic.Build(MarkdownFile.Parse("about_Lamps.md", $"{Head}```\n{new string('x', 73)}\n```\n"), problems);

        var problem = Assert.Single(problems);
        Assert.Equal(9, problem.Line);
        Assert.Contains("longer than 72", problem.Text, StringComparison.Ordinal);
    }

    private static string Build(string text)
    {
        var problems = new List<Problem>();
        var built = AboutTopic.Build(MarkdownFile.Parse("docs/about_Lamps.md", text), problems);
        Assert.Empty(problems);
        return built!;
    }
}
