using System.Management.Automation;
using Xunit;
using ZStackVCenter.PowerShellHost;

namespace ZStackVCenter.Testing.Tests;

public sealed class PowerShellSessionTests
{
    [Fact]
    public void Objects_and_the_table_that_a_user_sees_are_both_kept()
    {
        using PowerShellSession shell = PowerShellSession.Create();

        ShellResult result = shell.Run("[pscustomobject]@{ Name = 'web1'; Cpu = 2 }").Succeed();

        Assert.Equal("web1", Assert.Single(result.Objects).Properties["Name"].Value);
        Assert.Equal(["", "Name Cpu", "---- ---", "web1   2", ""], result.Display.Split('\n')[..5]);
    }

    [Fact]
    public void Every_stream_has_its_own_list()
    {
        using PowerShellSession shell = PowerShellSession.Create();

        ShellResult result = shell.Run("Write-Warning w; Write-Verbose v -Verbose; Write-Host h; Write-Progress a s -PercentComplete 40; Write-Error e");

        Assert.Equal(["w"], result.Warnings);
        Assert.Equal(["v"], result.Verbose);
        Assert.Equal("h", Assert.Single(result.Information).ToString());
        Assert.Equal(40, Assert.Single(result.Progress).PercentComplete);
        Assert.Equal("e", result.Error().Exception.Message);
        Assert.False(result.Terminated);
        Assert.Contains("WARNING: w", result.Display, StringComparison.Ordinal);
    }

    [Fact]
    public void A_terminating_error_is_an_error_and_is_shown()
    {
        using PowerShellSession shell = PowerShellSession.Create();

        ShellResult result = shell.Run("'before'; throw 'bad'");

        Assert.True(result.Terminated);
        Assert.Equal("bad", result.Error().Exception.Message);
        Assert.Equal("before\nException: bad\n", result.Display);
    }

    [Fact]
    public void A_prompt_takes_the_answers_in_their_order()
    {
        using PowerShellSession shell = PowerShellSession.Create(new() { Answers = ["carol", "s3cret"] });

        PSCredential credential = shell.Run("Get-Credential").Succeed().As<PSCredential>().Single();

        Assert.Equal("carol", credential.UserName);
        Assert.Equal("s3cret", credential.GetNetworkCredential().Password);
    }

    [Fact]
    public void A_prompt_without_anybody_is_an_error()
    {
        using PowerShellSession shell = PowerShellSession.Create();

        ShellResult result = shell.Run("Get-Credential");

        Assert.Contains("NonInteractive", result.Error().Exception.Message, StringComparison.Ordinal);
        Assert.Equal(2, result.Prompts.Count + result.Errors.Count);
    }

    [Fact]
    public async Task A_running_script_gives_its_objects_as_they_come_and_stops_at_once()
    {
        using PowerShellSession shell = PowerShellSession.Create();
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
        using RunningScript running = shell.Start("'first'; Start-Sleep 600; 'never'");

        Assert.Equal("first", (await running.NextAsync(limit.Token))?.BaseObject);
        running.Stop();
        ShellResult result = running.Wait();

        Assert.True(result.Terminated);
        Assert.Single(result.Objects);
    }

    [Fact]
    public void Select_First_stops_what_is_upstream()
    {
        using PowerShellSession shell = PowerShellSession.Create();

        ShellResult result = shell.Run("$script:made = 0; 1..1000 | ForEach-Object { $script:made++; $_ } | Select-Object -First 3; $script:made").Succeed();

        Assert.Equal([1, 2, 3, 3], result.As<int>());
    }

    [Theory]
    [InlineData("3, 1, 2 | Sort-Object", "1,2,3")]
    [InlineData("3, 1, 2 | Sort-Object -Descending | Select-Object -Skip 1", "2,1")]
    [InlineData("1..9 | Select-Object -Last 2", "8,9")]
    [InlineData("1, 1, 2 | Select-Object -Unique", "1,2")]
    [InlineData("(1..4 | Measure-Object -Sum).Sum", "10")]
    [InlineData("('a', 'b', 'a' | Group-Object | Where-Object Count -gt 1).Name", "a")]
    [InlineData("[pscustomobject]@{ A = 1 } | Select-Object @{ Name = 'B'; Expression = { $_.A + 1 } } | Select-Object -ExpandProperty B", "2")]
    [InlineData("Write-Output 1 2", "1,2")]
    [InlineData("@{ a = 1 } | ConvertTo-Json -Compress", "{\"a\":1}")]
    [InlineData("1..2 | ForEach-Object -Parallel { $_ } | Sort-Object", "1,2")]
    public void The_stand_ins_do_what_the_real_cmdlets_do(string script, string expected)
    {
        using PowerShellSession shell = PowerShellSession.Create();

        Assert.Equal(expected, string.Join(',', shell.Run(script).Succeed().Objects));
    }

    [Fact]
    public void A_table_of_comma_separated_values_becomes_objects()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, "Name,Note\r\nweb1,\"says \"\"hi\"\", twice\"\nweb2,\n");
        using PowerShellSession shell = PowerShellSession.Create();

        IReadOnlyList<PSObject> rows = shell.Run($"Import-Csv '{file}'").Succeed().Objects;
        File.Delete(file);

        Assert.Equal(["web1", "web2"], rows.Select(r => r.Properties["Name"].Value));
        Assert.Equal("says \"hi\", twice", rows[0].Properties["Note"].Value);
    }

    [Fact]
    public void Objects_survive_the_way_through_a_file()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        using PowerShellSession shell = PowerShellSession.Create();
        shell.Set("folder", folder);

        ShellResult result = shell.Run("""
            $file = Join-Path $folder 'vms.csv'
            [pscustomobject]@{ Name = 'web1'; Note = 'a "b", c' } | Export-Csv $file
            Import-Csv $file
            Test-Path $file
            Get-Item $file | Remove-Item
            Test-Path $file
            """).Succeed();
        Directory.Delete(folder);

        Assert.Equal("a \"b\", c", result.Objects[0].Properties["Note"].Value);
        Assert.Equal([true, false], result.Objects.Skip(1).Select(o => o.BaseObject));
    }

    [Fact]
    public void Tab_completes()
    {
        using PowerShellSession shell = PowerShellSession.Create();

        Assert.Contains(shell.Complete("Select-Obj"), c => c.CompletionText == "Select-Object");
    }
}
