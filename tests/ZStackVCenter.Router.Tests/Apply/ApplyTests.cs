using Xunit;

namespace ZStackVCenter.Router.Tests.Apply;

public sealed class ApplyTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [ApplyFact]
    public async Task A_configuration_becomes_the_first_generation_and_runs()
    {
        await using var lab = await ApplyLab.StartAsync();
        using var client = lab.Connect();

        var cards = await client.GetInterfacesAsync(None);
        Assert.Equal(["00:50:56:00:00:01", "00:50:56:00:00:02", "00:50:56:00:00:03"], cards.Select(card => card.Mac).Order());

        var result = await client.ApplyAsync(new SampleConfiguration().Render(), None);

        Assert.Equal((1, 0, false), (result.Generation, result.Previous, result.IsUnchanged));
        Assert.Equal(["network", "nftables", "dnsmasq@a", "haproxy"], result.ChangedServices);
        Assert.Empty((await client.TestAsync(None)).Differences);
        cards = await client.GetInterfacesAsync(None);
        Assert.Equal(["10.1.0.1/24"], cards.Single(card => card.Name == SampleConfiguration.Private).Addresses.Where(a => a.Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork).Select(a => a.ToString()));
        Assert.Empty(await lab.LeftoversAsync());
        Assert.Equal("zs-router", (await lab.Machine.RunAsync("hostname")).Trim());
    }

    [ApplyFact]
    public async Task The_same_configuration_again_changes_nothing_and_one_more_address_touches_no_daemon_that_does_not_care()
    {
        await using var lab = await ApplyLab.StartAsync();
        using var client = lab.Connect();
        await client.ApplyAsync(new SampleConfiguration().Render(), None);
        var before = await lab.PictureAsync();

        var again = await client.ApplyAsync(new SampleConfiguration().Render(), None);

        Assert.True(again.IsUnchanged);
        Assert.Empty(again.ChangedServices);
        Assert.Equal(1, again.Generation);
        Assert.Equal(before, await lab.PictureAsync());

        var pids = await lab.ProcessesAsync();
        var more = await client.ApplyAsync(new SampleConfiguration { Vips = ["203.0.113.10", "203.0.113.11"] }.Render(), None);

        Assert.Equal(["nftables", "network", "dnsmasq@a"], more.ChangedServices);
        Assert.Equal(2, more.Generation);
        // The new name was read again by the same process.
        Assert.Equal(pids, await lab.ProcessesAsync());
        Assert.Contains("203.0.113.11/32", await lab.Machine.RunAsync("ip", "address"), StringComparison.Ordinal);
    }

    [ApplyFact]
    public async Task What_a_new_generation_no_longer_has_is_gone_and_an_earlier_one_can_be_brought_back()
    {
        await using var lab = await ApplyLab.StartAsync();
        using var client = lab.Connect();
        await client.ApplyAsync(new SampleConfiguration().Render(), None);

        await client.ApplyAsync(new SampleConfiguration { Vips = [], HasHaproxy = false }.Render(), None);

        var picture = await lab.PictureAsync();
        Assert.DoesNotContain("203.0.113.10", picture[picture.IndexOf("mgt", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.DoesNotContain("/usr/sbin/haproxy", picture, StringComparison.Ordinal);
        Assert.Empty((await client.TestAsync(None)).Differences);

        var back = await client.RollbackAsync(1, None);

        Assert.Equal((1, 2), (back.Generation, back.Previous));
        Assert.Contains("/usr/sbin/haproxy", await lab.PictureAsync(), StringComparison.Ordinal);
        Assert.Empty((await client.TestAsync(None)).Differences);
        var next = await client.ApplyAsync(new SampleConfiguration { Vips = [] }.Render(), None);
        Assert.Equal((3, 1), (next.Generation, next.Previous));
    }

    [ApplyFact]
    public async Task The_last_five_generations_are_kept_and_an_unknown_one_is_refused()
    {
        await using var lab = await ApplyLab.StartAsync();
        using var client = lab.Connect();
        for (var i = 1; i <= 7; i++)
        {
            await client.ApplyAsync(new SampleConfiguration { Vips = [$"203.0.113.{10 + i}"] }.Render(), None);
        }

        var status = await client.LookAsync(None);

        Assert.Equal(7, status.Generation);
        Assert.Equal([3, 4, 5, 6, 7], status.Generations);
        var error = await Assert.ThrowsAsync<RouterException>(() => client.RollbackAsync(2, None));
        Assert.Equal(RouterError.GenerationNotFound, error.Error);
        Assert.Equal(7, error.Generation);
    }

    [ApplyFact]
    public async Task One_look_tells_services_listeners_and_counters()
    {
        await using var lab = await ApplyLab.StartAsync();
        using var client = lab.Connect();
        await client.ApplyAsync(new SampleConfiguration().Render(), None);
        await lab.Panel.Machine.TryAsync("ping", "-c", "3", "-i", "0.2", "203.0.113.10");

        var status = await client.LookAsync(None);

        Assert.Equal(["dnsmasq@a", "haproxy"], status.Services.Select(service => service.Name));
        Assert.All(status.Services, service => Assert.True(service.IsRunning && service.Answers));
        var listener = Assert.Single(status.Listeners);
        Assert.Equal(Guid.Parse(SampleConfiguration.Listener), listener.Id);
        Assert.Equal(Guid.Parse(SampleConfiguration.Backend), Assert.Single(listener.Backends).Id);
        Assert.True(Assert.Single(status.Counters) is { Name: "served", Packets: >= 3 });
        Assert.False(status.IsInterrupted);
        Assert.True(status.Since > DateTimeOffset.UtcNow.AddHours(-1));
    }
}
