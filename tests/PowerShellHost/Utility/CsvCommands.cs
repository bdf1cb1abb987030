using System.Management.Automation;

namespace ZStackVCenter.PowerShellHost;

/// <summary>Stand-in for Export-Csv of Microsoft.PowerShell.Utility, which the engine's package does not carry: RFC 4180.</summary>
[Cmdlet(VerbsData.Export, "Csv")]
public sealed class ExportCsvCommand : PSCmdlet
{
    private readonly List<string> _lines = [];
    private string[]? _names;

    /// <summary>The objects.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Path { get; set; } = string.Empty;

    /// <summary>Accepted, as by the real cmdlet, which leaves type names out too.</summary>
    [Parameter]
    public SwitchParameter NoTypeInformation { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null)
        {
            return;
        }

        if (_names is null)
        {
            _names = [.. InputObject.Properties.Select(p => p.Name)];
            _lines.Add(string.Join(',', _names.Select(Quote)));
        }

        _lines.Add(string.Join(',', _names.Select(n => Quote(InputObject.Properties[n]?.Value?.ToString() ?? string.Empty))));
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => File.WriteAllLines(GetUnresolvedProviderPathFromPSPath(Path), _lines);

    private static string Quote(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
