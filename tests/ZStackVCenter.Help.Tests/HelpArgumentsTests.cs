using Xunit;

namespace ZStackVCenter.Help.Tests;

public sealed class HelpArgumentsTests : IDisposable
{
    private readonly string _references = Path.GetTempFileName();

    public void Dispose() => File.Delete(_references);

    [Fact]
    public void A_whole_command_line_is_read()
    {
        File.WriteAllText(_references, "a.dll\nb.dll\n\n");

        var arguments = HelpArguments.Parse(["build", "--assembly", "x.dll", "--references", _references, "--pages", "docs", "--output", "out"]);

        Assert.Equal(("build", "x.dll", "docs", "out"), (arguments.Verb, arguments.Assembly, arguments.Pages, arguments.Output));
        Assert.Equal(["a.dll", "b.dll"], arguments.References);
        Assert.Null(arguments.About);
    }

    [Theory]
    [InlineData("The first word")]
    [InlineData("The first word", "publish")]
    [InlineData("'--assembly' is missing", "update")]
    [InlineData("'--assembly' needs a value", "update", "--assembly")]
    [InlineData("'--page' is no option", "update", "--page", "docs")]
    public void What_is_missing_or_unknown_is_named(string words, params string[] line) =>
        Assert.Contains(words, Assert.Throws<FormatException>(() => HelpArguments.Parse(line)).Message, StringComparison.Ordinal);
}
