using System.Management.Automation;

namespace ZStackVCenter.PowerShellHost;

/// <summary>Stand-in for Set-Content of Microsoft.PowerShell.Management, which the engine's package does not carry: lines of text, in UTF-8.</summary>
[Cmdlet(VerbsCommon.Set, "Content")]
public sealed class SetContentCommand : PSCmdlet
{
    private readonly List<string> _lines = [];

    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath")]
    public string Path { get; set; } = string.Empty;

    /// <summary>The lines.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    public object[] Value { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => _lines.AddRange(Value.Select(v => v.ToString() ?? string.Empty));

    /// <inheritdoc/>
    protected override void EndProcessing() => File.WriteAllLines(GetUnresolvedProviderPathFromPSPath(Path), _lines);
}

/// <summary>Stand-in for Get-Content: the lines of a file.</summary>
[Cmdlet(VerbsCommon.Get, "Content")]
public sealed class GetContentCommand : PSCmdlet
{
    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("LiteralPath")]
    public string Path { get; set; } = string.Empty;

    /// <summary>Writes the whole text as one object.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string path = GetUnresolvedProviderPathFromPSPath(Path);
        if (!File.Exists(path))
        {
            ItemNotFoundException missing = new($"Cannot find path '{path}' because it does not exist.");
            WriteError(new ErrorRecord(missing, "PathNotFound", ErrorCategory.ObjectNotFound, path));
            return;
        }

        if (Raw)
        {
            WriteObject(File.ReadAllText(path));
            return;
        }

        WriteObject(File.ReadAllLines(path), enumerateCollection: true);
    }
}
