using ZStackVCenter.Demo;
using ZStackVCenter.PowerShellHost;
using ZStackVCenter.Testing;

// Starts a simulated vCenter, and runs the quick start against it as a user would see it.
string script = args.Length > 0 ? args[0] : Repository.PathOf("docs", "examples", "quickstart.ps1");
using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};

// Records of its own, so that a demonstration never touches the user's.
DirectoryInfo records = Directory.CreateTempSubdirectory("zstackvcenter-demo-");
Environment.SetEnvironmentVariable("ZSTACKVCENTER_STORE", Path.Combine(records.FullName, "records.db"));
try
{
    await using SimulatedVCenter vcenter = await SimulatedVCenter.StartAsync(new() { Demo = true }, stop.Token);
    await vcenter.Control.PostEventAsync("esx.problem.vmfs.heartbeat.timedout", "Lost access to volume ssd-dev-01 due to connectivity issues.",
        host: "esx-06.example.com", severity: "error");
    using PowerShellSession session = PowerShellSession.Create(new() { Console = TerminalConsole.Shared, Interactive = !Console.IsInputRedirected });
    session.Set("Server", vcenter.Server);
    session.Set("Port", vcenter.Port);
    session.Set("Thumbprint", vcenter.Thumbprint);
    session.Set("Credential", new System.Management.Automation.PSCredential(vcenter.User, vcenter.SecurePassword));
    session.Set("Module", Repository.ModuleManifest);

    using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
    Task somebody = Somebody.PowersOffAsync(vcenter.Control, "web02", over.Token);
    bool clean = new ScriptRunner(session, TerminalConsole.Shared).Run(await File.ReadAllTextAsync(script, stop.Token));
    await over.CancelAsync();
    await somebody;
    return session.ExitCode ?? (clean ? 0 : 1);
}
catch (OperationCanceledException)
{
    return 130;
}
finally
{
    records.Delete(recursive: true);
}
