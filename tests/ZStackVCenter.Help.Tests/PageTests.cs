using Xunit;

namespace ZStackVCenter.Help.Tests;

public sealed class PageTests : IDisposable
{
    private readonly LampPages _pages = new();

    public void Dispose() => _pages.Dispose();

    [Fact]
    public void A_page_that_agrees_with_its_cmdlet_is_built()
    {
        Assert.Empty(_pages.Build());
        Assert.True(File.Exists(Path.Combine(_pages.Output, "Lamps.dll-Help.xml")));
    }

    [Fact]
    public void A_page_with_line_ends_of_Windows_is_the_same_page()
    {
        _pages.Text = _pages.Text.ReplaceLineEndings("\r\n");

        Assert.Empty(_pages.Build());
    }

    [Fact]
    public void A_cmdlet_without_a_page_is_a_problem()
    {
        File.Delete(_pages.PagePath);

        var problem = Assert.Single(_pages.Build());

        Assert.Equal(_pages.PagePath, problem.File);
        Assert.Contains("Set-ZsLamp has no page", problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_without_a_cmdlet_is_a_problem()
    {
        File.WriteAllText(Path.Combine(_pages.Folder, "Get-ZsCandle.md"), "# Get-ZsCandle\n");

        Assert.Contains("no cmdlet Get-ZsCandle", Assert.Single(_pages.Build()).Text, StringComparison.Ordinal);
    }

    /// <summary>What an author may get wrong: the text that is put in place of another, and the line and the words of the problem.</summary>
    [Theory]
    [InlineData("Says Color.", "", "### -Color", "-Color is not described.")]
    [InlineData("Says Color.", "{{ Fill Color }}", "{{ Fill", "still to be written")]
    [InlineData("Says Color.", "TODO", "TODO", "still to be written")]
    [InlineData("### -Color", "### -Colour", "### -Colour", "no parameter -Colour")]
    [InlineData("### -Color", "### -Colour", "## PARAMETERS", "no section '### -Color'")]
    [InlineData("### -Color", "### -Off", "### -Off", "-Off is described twice", 2)]
    [InlineData("Changes a lamp.", "", "## SYNOPSIS", "The synopsis is empty.")]
    [InlineData("## NOTES", "## NOTE", "## NOTE", "no section 'NOTE'")]
    [InlineData("Turns it off.", "", "### Example 1", "does not say what it does")]
    [InlineData("Set-ZsLamp desk -Off", "Get-Date", "### Example 1", "does not use Set-ZsLamp")]
    [InlineData("```powershell\nSet-ZsLamp desk -Off", "```\nSet-ZsLamp desk -Off", "### Example 1", "no block of code")]
    [InlineData("Set-ZsLamp desk -Off", "Set-ZsLamp desk -Dark", "Set-ZsLamp desk -Dark", "Set-ZsLamp has no parameter -Dark.")]
    [InlineData("Turns it off.", "See `Get-ZsCandle`.", "See `Get-ZsCandle`.", "no cmdlet Get-ZsCandle")]
    [InlineData("### System.String", "### None", "## INPUTS", "-Name takes its value from the pipeline")]
    [InlineData("### ZStackVCenter.Help.Tests.Cmdlets.ZsLamp", "### System.Int32", "### System.Int32", "does not say in its OutputType")]
    [InlineData("### ZStackVCenter.Help.Tests.Cmdlets.ZsLamp", "### None", "## OUTPUTS", "Set-ZsLamp writes ZStackVCenter.Help.Tests.Cmdlets.ZsLamp")]
    [InlineData("(Set-ZsLamp.md)", "(Set-ZsCandle.md)", "## RELATED LINKS", "leads to Set-ZsCandle.md")]
    [InlineData("title: Set-ZsLamp", "title: [", "", "The front matter is not YAML")]
    [InlineData("DefaultValue: hall", "DefaultValue: [", "### -Room", "The block below '-Room' is not YAML")]
    [InlineData("- Place", "- Spot", "- Spot", "not as the code has it")]
    [InlineData("[-Color <LampColor>]", "[-Color <string>]", "[-Color <string>]", "not as the code has it")]
    public void What_a_page_gets_wrong_is_said_with_its_line(string instead, string put, string line, string words, int occurrence = 1)
    {
        _pages.Text = _pages.Text.Replace(instead, put, StringComparison.Ordinal);
        var lines = _pages.Text.Split('\n').Index().Where(item => item.Item.Contains(line, StringComparison.Ordinal)).Select(item => item.Index + 1);

        var problems = _pages.Build();

        var problem = Assert.Single(problems, problem => problem.Text.Contains(words, StringComparison.Ordinal));
        if (line.Length > 0)
        {
            Assert.Equal(lines.ElementAt(occurrence - 1), problem.Line);
        }

        Assert.StartsWith($"{_pages.PagePath}({problem.Line}): error ZSHELP: ", problem.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_pages.Output), "A page with a problem builds nothing.");
    }

    [Fact]
    public void Fewer_than_two_examples_are_too_few()
    {
        var text = _pages.Text;
        var second = text.IndexOf("### Example 2", StringComparison.Ordinal);
        _pages.Text = text.Remove(second, text.IndexOf("## PARAMETERS", StringComparison.Ordinal) - second);

        var problem = Assert.Single(_pages.Build());

        Assert.Equal(_pages.LineOf("## EXAMPLES"), problem.Line);
        Assert.Contains("has 1 examples; it needs 2", problem.Text, StringComparison.Ordinal);
    }
}
