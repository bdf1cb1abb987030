namespace ZStackVCenter.Tests.Sessions;

/// <summary>Runspaces of one process share its sessions with vCenters, and each has its own choices.</summary>
[Collection(DemoModule.Name)]
public sealed class RunspaceTests(DemoModule demo)
{
    [Fact]
    public async Task Many_runspaces_work_with_one_session_at_once()
    {
        var sessions = await demo.VCenter.Control.SessionCountAsync();
        using var pool = PowerShellSession.CreatePool(Repository.ModuleManifest, 8);
        var runs = Enumerable.Range(0, 24).Select(async number =>
        {
            using var shell = System.Management.Automation.PowerShell.Create();
            shell.RunspacePool = pool;
            shell.AddScript($"Set-ZsContext -StorePath '{demo.Module.StorePath}'; $null = Sync-ZsVCenter -Type Vm; (Get-ZsVm).Count; (Get-ZsEvent -First 1).Count");
            var answer = await shell.InvokeAsync();
            Assert.True(!shell.HadErrors, string.Join('\n', shell.Streams.Error));
            return answer.Select(a => (int)a.BaseObject).ToList();
        });
        Assert.All(await Task.WhenAll(runs), a => Assert.Equal([40, 1], a));
        Assert.Equal(sessions, await demo.VCenter.Control.SessionCountAsync());
    }

    [Fact]
    public void A_parallel_body_uses_the_sessions_of_its_process()
    {
        var counts = demo.Get<int>($$"""
            1..6 | ForEach-Object -ThrottleLimit 3 -Parallel {
                Import-Module '{{Repository.ModuleManifest}}'
                Set-ZsContext -StorePath '{{demo.Module.StorePath}}'
                (Get-ZsVCenter -Connected | Get-ZsCluster).Count
            }
            """);
        Assert.Equal([2, 2, 2, 2, 2, 2], counts);
    }

    [Fact]
    public void A_parallel_body_begins_with_what_its_session_chose_and_what_it_chooses_itself_stays_its_own()
    {
        var store = demo.Module.StorePath;
        var answer = FreshProcess.Run([],
            [
                $"Set-ZsContext -StorePath '{store}'",
                "Set-ZsContext lab",
                $$"""
                $seen = 1..3 | ForEach-Object -ThrottleLimit 1 -UseNewRunspace -Parallel {
                    Import-Module '{{Repository.ModuleManifest}}'
                    $context = Get-ZsContext
                    $context.StorePath + '|' + ($context.VCenter -join ',')
                    Set-ZsContext -StorePath '{{demo.Module.PathOf("elsewhere.db")}}'
                }
                """,
                "$here = Get-ZsContext",
            ],
            "@($seen) + $here.StorePath");
        Assert.Equal([$"{store}|lab", $"{store}|lab", $"{store}|lab", store], answer);
    }

    [Fact]
    public void Default_vCenters_belong_to_their_runspace()
    {
        using var other = PowerShellSession.Create(new() { Module = Repository.ModuleManifest });
        other.Run($"Set-ZsContext -StorePath '{demo.Module.StorePath}'; Set-ZsContext lab").Succeed();
        Assert.Equal(["lab"], Assert.Single(other.Run("Get-ZsContext").As<ZsContext>()).VCenter);
        Assert.Empty(Assert.Single(demo.Get<ZsContext>("Get-ZsContext")).VCenter);
        Assert.Equal(["lab"], Assert.Single(demo.Get<ZsContext>("Get-ZsContext")).Connected);
    }
}
