using System.Text.RegularExpressions;

namespace ZStackVCenter.Tests.Help;

/// <summary>
/// Where examples run: a vCenter with the demonstration's inventory, records that know it as <c>lab</c>, and what the scenes in <c>Scenes/</c>
/// put there.
/// </summary>
internal sealed partial class ExampleStage : IAsyncDisposable
{
    /// <summary>The scene that every page has.</summary>
    private const string Common = "all";

    /// <summary>Where this vCenter is.</summary>
    private const string Preparation = """
        $PSDefaultParameterValues = @{
            'Connect-ZsVCenter:Port' = $port; 'Connect-ZsVCenter:Thumbprint' = $thumbprint
            'Test-ZsVCenter:Port' = $port; 'Test-ZsVCenter:Thumbprint' = $thumbprint
        }
        """;

    private static readonly string[] ReadingVerbs = ["Get", "Test"];

    private readonly SimulatedVCenter _vcenter;
    private readonly ModuleShell _module;

    private ExampleStage(SimulatedVCenter vcenter)
    {
        _vcenter = vcenter;
        _module = new ModuleShell().Connected(vcenter);
    }

    public SimulatorControl Control => _vcenter.Control;

    /// <summary>True when a page's examples may run on a stage that others see too: they change nothing, and need nothing of their own.</summary>
    public static bool MayShare(string page) => ReadingVerbs.Contains(page.Split('-')[0]) && !File.Exists(SceneOf(page));

    /// <summary>Sets the stage for a page, or for all that may share one.</summary>
    public static async Task<ExampleStage> SetAsync(string? page = null)
    {
        var stage = new ExampleStage(await SimulatedVCenter.StartAsync(new() { Demo = true }));
        stage._module.Shell.Set("simulator", stage.Control);
        foreach (var scene in new[] { Common, page }.OfType<string>().Select(SceneOf).Where(File.Exists))
        {
            stage.Enter(stage._module.Shell).Run(await File.ReadAllTextAsync(scene)).Succeed();
        }
        return stage;
    }

    /// <summary>A session as a user has it who just came: nothing is left in it of other examples. The user logs in when asked to, and says yes to all else.</summary>
    public PowerShellSession Open()
    {
        var console = new CapturingConsole { Person = Answer };
        var session = PowerShellSession.Create(new() { Module = Repository.ModuleManifest, Console = console, Interactive = true });
        session.Run($"Set-ZsContext -StorePath '{_module.StorePath}'").Succeed();
        foreach (var name in new[] { "port", "thumbprint", "credential" })
        {
            session.Set(name, _module.Shell.Get(name));
        }
        session.Run(Preparation).Succeed();
        return Enter(session);
    }

    /// <summary>An example's code with this vCenter's address and thumbprint in the place of those that the pages use.</summary>
    public string Here(string code) =>
        ThumbprintPattern().Replace(code, $"'{_vcenter.Thumbprint}'").Replace("vcenter.example.com", _vcenter.Server, StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        _module.Dispose();
        await _vcenter.DisposeAsync();
    }

    private static string SceneOf(string name) => Repository.PathOf("tests", "ZStackVCenter.Tests", "Help", "Scenes", $"{name}.ps1");

    private string Answer(string prompt) => prompt switch
    {
        "User:" => _vcenter.User,
        _ when prompt.StartsWith("Password", StringComparison.Ordinal) => _vcenter.Password,
        _ => "y",
    };

    private PowerShellSession Enter(PowerShellSession session)
    {
        session.Runspace.SessionStateProxy.Path.SetLocation(Path.GetDirectoryName(_module.StorePath)!);
        return session;
    }

    [GeneratedRegex(@"'(?:[0-9A-F]{2}:)+\.\.\.'")]
    private static partial Regex ThumbprintPattern();
}
