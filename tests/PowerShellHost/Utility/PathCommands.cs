using System.Management.Automation;

namespace ZStackVCenter.PowerShellHost;

/// <summary>Stand-in for Join-Path of Microsoft.PowerShell.Management, which the engine's package does not carry.</summary>
[Cmdlet(VerbsCommon.Join, "Path")]
public sealed class JoinPathCommand : PSCmdlet
{
    /// <summary>The folder.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public string Path { get; set; } = string.Empty;

    /// <summary>What is in it.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string ChildPath { get; set; } = string.Empty;

    /// <summary>Further levels.</summary>
    [Parameter(Position = 2, ValueFromRemainingArguments = true)]
    public string[] AdditionalChildPath { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        WriteObject(AdditionalChildPath.Prepend(ChildPath).Aggregate(Path, SessionState.Path.Combine));
}

/// <summary>Stand-in for Test-Path, for files and folders.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Path")]
public sealed class TestPathCommand : PSCmdlet
{
    /// <summary>The path.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("LiteralPath")]
    public string Path { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(System.IO.Path.Exists(GetUnresolvedProviderPathFromPSPath(Path)));
}

/// <summary>Stand-in for Get-Item, for files and folders.</summary>
[Cmdlet(VerbsCommon.Get, "Item")]
public sealed class GetItemCommand : PSCmdlet
{
    /// <summary>The path.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("LiteralPath")]
    public string Path { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string path = GetUnresolvedProviderPathFromPSPath(Path);
        if (!System.IO.Path.Exists(path))
        {
            ItemNotFoundException missing = new($"Cannot find path '{path}' because it does not exist.");
            WriteError(new ErrorRecord(missing, "PathNotFound", ErrorCategory.ObjectNotFound, path));
            return;
        }

        PSObject item = PSObject.AsPSObject(Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path));
        // The real cmdlet's mark, by which a file is piped into -Path parameters.
        item.Properties.Add(new PSNoteProperty("PSPath", $"Microsoft.PowerShell.Core\\FileSystem::{path}"));
        WriteObject(item);
    }
}

/// <summary>Stand-in for Remove-Item, for files.</summary>
[Cmdlet(VerbsCommon.Remove, "Item", SupportsShouldProcess = true)]
public sealed class RemoveItemCommand : PSCmdlet
{
    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("LiteralPath")]
    public string Path { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string path = GetUnresolvedProviderPathFromPSPath(Path);
        if (ShouldProcess(path, "Remove File"))
        {
            File.Delete(path);
        }
    }
}
