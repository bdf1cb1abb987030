using Xunit;

namespace ZStackVCenter.Help.Tests;

public sealed class UpdateTests : IDisposable
{
    private static readonly DateOnly Today = new(2026, 11, 25);

    private readonly LampPages _pages = new();

    public void Dispose() => _pages.Dispose();

    [Fact]
    public void A_page_that_lags_behind_the_code_is_brought_up_to_date_and_keeps_its_prose()
    {
        var wanted = _pages.Text;
        _pages.Text = wanted
            .Replace("- Place", "- Spot", StringComparison.Ordinal)
            .Replace("[-Color <LampColor>]", "[-Color <string>]", StringComparison.Ordinal)
            .Replace("This cmdlet has the following aliases,\n  szl", "This cmdlet has no aliases.", StringComparison.Ordinal);

        Assert.Empty(_pages.Builder.Update(_pages.Folder, Today));

        Assert.Equal(wanted, _pages.Text);
    }

    [Fact]
    public void A_new_cmdlet_gets_a_skeleton_which_the_build_refuses_until_it_is_written()
    {
        File.Delete(_pages.PagePath);

        Assert.Empty(_pages.Builder.Update(_pages.Folder, Today));

        Assert.Contains("ms.date: 11/25/2026", _pages.Text, StringComparison.Ordinal);
        Assert.Contains("Checks everything and says what would be done, without doing it.", _pages.Text, StringComparison.Ordinal);
        var problems = _pages.Build();
        Assert.NotEmpty(problems);
        Assert.All(problems, problem => Assert.Contains("still to be written", problem.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_new_parameter_gets_its_section_in_its_place()
    {
        var text = _pages.Text;
        var start = text.IndexOf("### -Color", StringComparison.Ordinal);
        _pages.Text = text.Remove(start, text.IndexOf("### -Name", StringComparison.Ordinal) - start);

        Assert.Empty(_pages.Builder.Update(_pages.Folder, Today));

        Assert.Equal(
            text.Replace("Says Color.", "{{ What -Color does, its range and its default }}", StringComparison.Ordinal),
            _pages.Text);
    }

    [Fact]
    public void A_page_about_a_parameter_that_is_gone_is_left_to_its_author()
    {
        _pages.Text = _pages.Text.Replace("### -Color", "### -Colour", StringComparison.Ordinal);
        var before = _pages.Text;

        var problem = Assert.Single(_pages.Builder.Update(_pages.Folder, Today));

        Assert.Equal(_pages.LineOf("### -Colour"), problem.Line);
        Assert.Equal(before, _pages.Text);
    }
}
