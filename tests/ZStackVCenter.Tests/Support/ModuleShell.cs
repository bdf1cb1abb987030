using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace ZStackVCenter.Tests.Support;

/// <summary>A PowerShell session with the module as <c>dotnet build</c> leaves it, and with records of its own in a folder that goes with it.</summary>
internal sealed class ModuleShell : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("zstackvcenter-tests-");

    public ModuleShell(ShellOptions? options = null)
    {
        Shell = PowerShellSession.Create((options ?? new ShellOptions()) with { Module = Repository.ModuleManifest });
        StorePath = PathOf("records.db");
        Shell.Run($"Set-ZsContext -StorePath '{StorePath}'").Succeed();
    }

    public PowerShellSession Shell { get; }

    public string StorePath { get; }

    /// <summary>A path in the session's own folder.</summary>
    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public ShellResult Run(string script) => Shell.Run(script);

    /// <summary>Gives the session the simulator's address as <c>$at</c>, its credential as <c>$credential</c> and its thumbprint as <c>$thumbprint</c>.</summary>
    public ModuleShell Knowing(SimulatedVCenter vcenter, Uri? at = null)
    {
        var address = at ?? vcenter.Uri;
        Shell.Set("server", address.Host);
        Shell.Set("port", address.Port);
        Shell.Set("thumbprint", vcenter.Thumbprint);
        Shell.Set("credential", new PSCredential(vcenter.User, vcenter.SecurePassword));
        return this;
    }

    /// <summary>Connects to the simulator as <c>lab</c> and brings its inventory in.</summary>
    public ModuleShell Connected(SimulatedVCenter vcenter, string name = "lab")
    {
        Knowing(vcenter).Run($"Connect-ZsVCenter -Server $server -Port $port -Credential $credential -Thumbprint $thumbprint -Name {name}").Succeed();
        return this;
    }

    public void Dispose()
    {
        Shell.Run("Disconnect-ZsVCenter");
        Shell.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>No test reads or writes what the user of this computer saved.</summary>
    [ModuleInitializer]
    internal static void KeepAway()
    {
        Environment.SetEnvironmentVariable("ZSTACKVCENTER_CONTEXT", Path.Combine(Path.GetTempPath(), $"zstackvcenter-{Environment.ProcessId}-none", "context.json"));
        Environment.SetEnvironmentVariable("ZSTACKVCENTER_STORE", null);
    }
}
