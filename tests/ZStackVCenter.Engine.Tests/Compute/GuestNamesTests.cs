using System.Text.RegularExpressions;
using ZStackVCenter.Engine.Compute;

namespace ZStackVCenter.Engine.Tests.Compute;

public sealed partial class GuestNamesTests
{
    private readonly GuestNames _names = new();

    [Fact]
    public void Names_that_become_alike_when_they_are_cut_or_cleaned_stay_different()
    {
        Assert.Equal("web-1", Name("web_1"));
        Assert.Equal("web-1-2", Name("web-1"));
        Assert.Equal("application-ser", Name("application-server-eu", ZsPlatform.Windows));
        Assert.Equal("application-s-2", Name("application-server-us", ZsPlatform.Windows));
    }

    [Fact]
    public void Of_a_name_that_is_too_long_for_Windows_the_number_stays()
    {
        Assert.Equal("win-applicat-12", Name("win-application-server-12", ZsPlatform.Windows));
        Assert.Equal("win-application-server-12", Name("win-application-server-12"));
    }

    [Theory]
    [InlineData(ZsPlatform.Windows, 15)]
    [InlineData(ZsPlatform.Linux, 63)]
    public void Whatever_the_VMs_are_called_each_guest_has_a_valid_name_of_its_own(ZsPlatform platform, int longest)
    {
        var random = new Random(8);
        var letters = "abZ09-_. äß";
        var names = Enumerable.Range(0, 2000).Select(_ => Name(new string([.. Enumerable.Range(0, random.Next(1, 80)).Select(_ => letters[random.Next(letters.Length)])]), platform)).ToList();

        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, n => Assert.True(n.Length <= longest && Valid().IsMatch(n) && n.Any(c => !char.IsAsciiDigit(c)), n));
    }

    [Fact]
    public void A_name_that_was_asked_for_is_given_once()
    {
        Assert.Equal("web", Name("a", wanted: "web"));
        Assert.Equal(ZsErrorId.InvalidArgument, Assert.Throws<ZsException>(() => Name("b", wanted: "WEB")).ErrorId);
        Assert.Equal("web", _names.Name(new GuestRequest { HostName = "web", DnsDomain = "other.example.com" }, "c", ZsPlatform.Linux)!.HostName);
        Assert.Null(_names.Name(null, "d", ZsPlatform.Linux));
    }

    private string Name(string vm, ZsPlatform platform = ZsPlatform.Linux, string? wanted = null) => _names.Name(new GuestRequest { HostName = wanted }, vm, platform)!.HostName!;

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$")]
    private static partial Regex Valid();
}
