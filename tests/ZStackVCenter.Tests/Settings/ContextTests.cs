using System.Management.Automation;

namespace ZStackVCenter.Tests.Settings;

/// <summary>Where a session's records are, and how a choice is kept.</summary>
public sealed class ContextTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("zstackvcenter-tests-");

    private string Saved => Path.Combine(_folder.FullName, "kept", "context.json");

    private Dictionary<string, string?> WithoutStore => new() { ["ZSTACKVCENTER_CONTEXT"] = Saved, ["ZSTACKVCENTER_STORE"] = null };

    [Fact]
    public void A_choice_for_the_user_reaches_the_sessions_to_come_and_only_the_user_can_read_it()
    {
        var store = Path.Combine(_folder.FullName, "mine.db");
        FreshProcess.Run([], [$"Set-ZsContext -StorePath '{store}' -Scope User"], "1", WithoutStore);
        Assert.Equal([store], FreshProcess.Run([], [], "(Get-ZsContext).StorePath", WithoutStore));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Saved));
        }
    }

    [Fact]
    public void The_environment_counts_more_than_what_was_once_saved()
    {
        FreshProcess.Run([], [$"Set-ZsContext -StorePath '{Path.Combine(_folder.FullName, "mine.db")}' -Scope User"], "1", WithoutStore);
        var other = Path.Combine(_folder.FullName, "other.db");
        Assert.Equal([other], FreshProcess.Run([], [], "(Get-ZsContext).StorePath", new Dictionary<string, string?>(WithoutStore) { ["ZSTACKVCENTER_STORE"] = other }));
    }

    [Fact]
    public void A_saved_choice_that_cannot_be_read_is_named()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Saved)!);
        File.WriteAllText(Saved, "{ not json");
        var answer = FreshProcess.Run([], ["$id = try { Get-ZsContext } catch { $_.FullyQualifiedErrorId + ' ' + $_ }"], "$id", WithoutStore);
        Assert.StartsWith("ZsSettingInvalid", Assert.Single(answer), StringComparison.Ordinal);
        Assert.Contains(Saved, answer[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_choice_for_the_session_ends_with_it_and_other_runspaces_have_their_own()
    {
        using var one = new ModuleShell();
        using var other = new ModuleShell();
        Assert.Equal(one.StorePath, Assert.Single(one.Run("Get-ZsContext").Succeed().As<ZsContext>()).StorePath);
        Assert.Equal(other.StorePath, Assert.Single(other.Run("Get-ZsContext").Succeed().As<ZsContext>()).StorePath);
    }

    [Fact]
    public void A_relative_path_is_from_where_the_user_stands()
    {
        using var module = new ModuleShell();
        var context = module.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{_folder.FullName}'); Set-ZsContext -StorePath here.db -PassThru").Succeed().As<ZsContext>();
        Assert.Equal(Path.Combine(_folder.FullName, "here.db"), Assert.Single(context).StorePath);
    }

    [Fact]
    public void An_address_with_a_password_shows_it_nowhere_and_is_not_saved()
    {
        using var module = new ModuleShell();
        var asked = module.Run("Set-ZsContext -StorePath 'postgresql://me:geheim@localhost/zs' -Scope User -WhatIf");
        Assert.DoesNotContain("geheim", asked.Display, StringComparison.Ordinal);
        var error = module.Run("Set-ZsContext -StorePath 'postgresql://me:geheim@localhost/zs' -Scope User").Error();
        Assert.StartsWith(ZsErrorId.InvalidArgument, error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(module.StorePath, Assert.Single(module.Run("Get-ZsContext").As<ZsContext>()).StorePath);
    }

    [Fact]
    public void WhatIf_changes_nothing()
    {
        using var module = new ModuleShell();
        module.Run($"Set-ZsContext -StorePath '{Path.Combine(_folder.FullName, "never.db")}' -WhatIf").Succeed();
        Assert.Equal(module.StorePath, Assert.Single(module.Run("Get-ZsContext").As<ZsContext>()).StorePath);
    }

    [Fact]
    public void Choosing_nothing_says_what_is_needed()
    {
        using var module = new ModuleShell();
        Assert.Equal(ErrorCategory.InvalidArgument, module.Run("Set-ZsContext").Error().CategoryInfo.Category);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
