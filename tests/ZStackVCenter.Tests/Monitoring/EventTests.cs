namespace ZStackVCenter.Tests.Monitoring;

/// <summary>Events from the prompt.</summary>
[Collection(DemoModule.Name)]
public sealed class EventTests(DemoModule demo)
{
    [Fact]
    public void The_newest_come_first_and_paging_goes_on_where_the_first_page_ended()
    {
        var all = demo.Get<ZsEvent>("Get-ZsEvent -First 6");
        Assert.Equal(all.OrderByDescending(e => e.Time).ThenByDescending(e => e.Key).Select(e => e.Key), all.Select(e => e.Key));
        Assert.Equal(all.Select(e => e.Key), demo.Get<ZsEvent>("Get-ZsEvent").Take(6).Select(e => e.Key));
        Assert.Equal(all.Skip(3).Select(e => e.Key), demo.Get<ZsEvent>("Get-ZsEvent -First 3 -Skip 3").Select(e => e.Key));
    }

    [Fact]
    public async Task Events_are_asked_by_object_type_and_message()
    {
        await demo.VCenter.Control.PostEventAsync("com.example.trouble", "a disk of web01 is slow", vm: "web01", severity: "error");
        var about = demo.Get<ZsEvent>("Get-ZsVm web01 | Get-ZsEvent");
        Assert.NotEmpty(about);
        Assert.All(about, e => Assert.Equal("web01", e.Target));
        Assert.Equal(about.Select(e => e.Key), demo.Get<ZsEvent>("Get-ZsEvent web01").Select(e => e.Key));
        Assert.Contains(demo.Get<ZsEvent>("Get-ZsEvent -Type Error, Warning"), e => e.EventTypeId == "com.example.trouble");
        Assert.All(demo.Get<ZsEvent>("Get-ZsEvent -Type Error, Warning"), e => Assert.NotEqual(ZsEventType.Info, e.Type));
        Assert.All(demo.Get<ZsEvent>("Get-ZsEvent -Message '*web01*' -First 5"), e => Assert.Contains("web01", e.Message, StringComparison.Ordinal));
        Assert.NotEmpty(demo.Get<ZsEvent>("Get-ZsVCenter lab | Get-ZsEvent -First 2"));
        Assert.NotEmpty(demo.Get<ZsEvent>("Get-ZsEvent lab -First 2"));
    }

    [Fact]
    public void A_total_is_said_to_be_unknown_and_the_events_still_come() =>
        Assert.NotEmpty(demo.Module.Run("Get-ZsEvent -First 2 -IncludeTotalCount").Succeed().Objects);

    [Fact]
    public void A_watch_of_a_whole_vCenter_may_name_it_as_the_object() =>
        demo.Module.Run("Watch-ZsEvent -Entity (Get-ZsVCenter lab) -TimeoutSec 1; Watch-ZsEvent -Entity lab -TimeoutSec 1").Succeed();

    [Fact]
    public void Nothing_is_said_of_a_total_where_nothing_can_be_asked() =>
        Assert.Empty(demo.Module.Run("Get-ZsEvent -VCenter nowhere -IncludeTotalCount").Objects);

    [Theory]
    [InlineData("Get-ZsEvent nobody", "ZsObjectNotFound")]
    [InlineData("Get-ZsSwitch dvs-production | Get-ZsEvent", "ZsInvalidArgument")]
    [InlineData("Get-ZsEvent -VCenter nowhere", "ZsVCenterNotFound")]
    [InlineData("Watch-ZsEvent -Entity nobody -TimeoutSec 1", "ZsObjectNotFound")]
    public void An_object_that_cannot_be_asked_about_is_refused(string command, string errorId) =>
        Assert.StartsWith(errorId, demo.Module.Run(command).Error().FullyQualifiedErrorId, StringComparison.Ordinal);
}
