using Xunit;
using ZStackVCenter.Help.Cmdlets;
using ZStackVCenter.Help.Markdown;
using ZStackVCenter.Help.Pages;
using ZStackVCenter.Help.Tests.Cmdlets;

namespace ZStackVCenter.Help.Tests;

public sealed class MentionTests
{
    private static readonly MentionCheck Check = new(CmdletReader.Read([typeof(SetZsLampCommand), typeof(GetZsLampCommand)]));

    [Theory]
    [InlineData("`Set-ZsLamp -Name desk -Color Amber`")]
    [InlineData("`Get-ZsLamp | Sort-Object -Descending`")]
    [InlineData("`Get-ZsLamp -Place hall -First 3 -Verbose`")]
    [InlineData("`Get-ZsLamp` is a word - and `-Anything` is another's.")]
    [InlineData("$lamp = Get-ZsLamp; Get-Date -UFormat %s")]
    [InlineData("Set-ZsLamp (Get-Date -AsUTC) -Off")]
    public void What_exists_may_be_named(string text) => Assert.Empty(Problems(text));

    [Theory]
    [InlineData("`New-ZsLamp`", "The module has no cmdlet New-ZsLamp.")]
    [InlineData("`Set-ZsLamp desk -Colour Amber`", "Set-ZsLamp has no parameter -Colour.")]
    [InlineData("`Get-ZsLamp -Room a-b -Nothing`", "Get-ZsLamp has no parameter -Nothing.")]
    [InlineData("Get-ZsLamp | Set-ZsLamp -Dim", "Set-ZsLamp has no parameter -Dim.")]
    public void What_does_not_exist_may_not(string text, string problem) =>
        Assert.Equal(problem, Assert.Single(Problems($"# x\n\n{text}\n"), found => found.Line == 3).Text);

    private static IEnumerable<Problem> Problems(string text) => Check.Check(MarkdownFile.Parse("page.md", text));
}
