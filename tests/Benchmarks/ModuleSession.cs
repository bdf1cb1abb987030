using System.Management.Automation;
using ZStackVCenter.PowerShellHost;
using ZStackVCenter.Testing;

namespace ZStackVCenter.Benchmarks;

/// <summary>The module in a PowerShell session, with records of its own in a folder that goes with it.</summary>
internal sealed class ModuleSession : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("zstackvcenter-bench-");
    private int _stores;

    public ModuleSession()
    {
        Environment.SetEnvironmentVariable("ZSTACKVCENTER_STORE", Path.Combine(_folder.FullName, "records.db"));
        Shell = PowerShellSession.Create(new() { Module = Repository.ModuleManifest });
    }

    public PowerShellSession Shell { get; }

    /// <summary>Registers the vCenter as <c>bench</c> without bringing anything in.</summary>
    public void Connect(string server, int port, string user, string password, string thumbprint)
    {
        Shell.Set("credential", new PSCredential(user, new System.Net.NetworkCredential(user, password).SecurePassword));
        Shell.Run($"Connect-ZsVCenter -Server {server} -Port {port} -Credential $credential -Thumbprint '{thumbprint}' -Name bench -NoSync").Succeed();
    }

    /// <summary>Goes on with empty records.</summary>
    public void FreshStore() =>
        Shell.Run($"Disconnect-ZsVCenter; Set-ZsContext -StorePath '{Path.Combine(_folder.FullName, $"records-{++_stores}.db")}'").Succeed();

    public void Dispose()
    {
        Shell.Dispose();
        _folder.Delete(recursive: true);
    }
}
