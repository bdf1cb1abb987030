using System.Globalization;
using System.Management.Automation.Host;

namespace ZStackVCenter.PowerShellHost;

/// <summary>The host that the PowerShell engine talks to.</summary>
internal sealed class ShellHost(IShellConsole console, bool interactive) : PSHost
{
    private readonly ShellUI _ui = new(console, interactive);

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "ZStackVCenter.PowerShellHost";

    public override PSHostUserInterface UI => _ui;

    public override Version Version { get; } = new(1, 0);

    /// <summary>The code given to <c>exit</c>, or null while the script goes on.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>What the engine asked the user and was shown.</summary>
    public ShellUI Shell => _ui;

    public override void EnterNestedPrompt() =>
        throw new NotSupportedException("This host has no nested prompt: it runs scripts.");

    public override void ExitNestedPrompt() =>
        throw new NotSupportedException("This host has no nested prompt: it runs scripts.");

    public override void NotifyBeginApplication()
    {
        // A native program may use the console as it likes: this host keeps no state of it.
    }

    public override void NotifyEndApplication()
    {
        // As above.
    }

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;
}
