using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Tests.Support;

namespace ZStackVCenter.Engine.Tests.Records;

/// <summary>The settings of the records.</summary>
public sealed class SettingTests
{
    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    public async Task A_setting_is_the_same_for_everybody_and_goes_back_to_its_default(StoreKind kind)
    {
        await using var place = await StorePlace.CreateAsync(kind);
        var mine = place.Open();
        var theirs = place.Open();
        Assert.Equal("24", (await mine.Settings.GetAsync("RecycleBin.ExpiryHours", default)).Value);
        Assert.Equal("48", (await mine.Settings.SetAsync("recyclebin.expiryhours", " 48 ", Caller.Module, default)).Value);
        Assert.Equal(("48", "24"), await ReadAsync(theirs));
        await theirs.Settings.SetAsync("RecycleBin.ExpiryHours", "0072", Caller.Module, default);
        Assert.Equal(("72", "24"), await ReadAsync(mine));
        await mine.Settings.SetAsync("RecycleBin.ExpiryHours", null, Caller.Module, default);
        Assert.Equal(("24", "24"), await ReadAsync(theirs));
    }

    [Fact]
    public async Task Every_setting_says_what_it_does_and_has_a_default_that_it_takes()
    {
        await using var place = await StorePlace.CreateAsync(StoreKind.Sqlite);
        var settings = place.Open().Settings;
        var all = await settings.ListAsync(default);
        Assert.Equal(all.Select(s => s.Name).Order(StringComparer.Ordinal), all.Select(s => s.Name));
        foreach (var setting in all)
        {
            Assert.NotEmpty(setting.Description);
            Assert.Equal(setting.Default, (await settings.SetAsync(setting.Name, setting.Default, Caller.Module, default)).Value);
        }
    }

    [Theory]
    [InlineData("RecycleBin.ExpiryHours", "-1")]
    [InlineData("RecycleBin.ExpiryHours", "1.5")]
    [InlineData("RecycleBin.ExpiryHours", "")]
    [InlineData("RecycleBin.ExpiryHours", "99999999999999999999")]
    [InlineData("Vm.ShutdownTimeoutSec", "0")]
    [InlineData("Vm.ShutdownTimeoutSec", "soon")]
    [InlineData("No.SuchThing", "1")]
    [InlineData("", "1")]
    public async Task An_unknown_name_or_value_is_refused_and_nothing_changes(string name, string value)
    {
        await using var place = await StorePlace.CreateAsync(StoreKind.Sqlite);
        var settings = place.Open().Settings;
        var before = await settings.ListAsync(default);

        var refusal = await Assert.ThrowsAsync<ZsException>(() => settings.SetAsync(name, value, Caller.Module, default));

        Assert.Equal(ZsErrorId.SettingInvalid, refusal.ErrorId);
        Assert.Equal(before, await settings.ListAsync(default));
    }

    private static async Task<(string, string)> ReadAsync(CloudEngine engine)
    {
        var setting = (await engine.Settings.ListAsync(default)).Single(s => s.Name == "RecycleBin.ExpiryHours");
        return (setting.Value, setting.Default);
    }
}
