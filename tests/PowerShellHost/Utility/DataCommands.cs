using System.Collections;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Security;
using System.Text;
using System.Text.Json;

namespace ZStackVCenter.PowerShellHost;

/// <summary>Stand-in for Get-Date of Microsoft.PowerShell.Utility, which the engine's package does not carry.</summary>
[Cmdlet(VerbsCommon.Get, "Date")]
public sealed class GetDateCommand : PSCmdlet
{
    /// <summary>The date; now when it is left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public DateTime? Date { get; set; }

    /// <summary>A .NET format; the result is then text.</summary>
    [Parameter]
    public string? Format { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        DateTime date = Date ?? DateTime.Now;
        WriteObject(Format is null ? date : date.ToString(Format, CultureInfo.CurrentCulture));
    }
}

/// <summary>Stand-in for Start-Sleep; Ctrl+C ends it.</summary>
[Cmdlet(VerbsLifecycle.Start, "Sleep")]
public sealed class StartSleepCommand : PSCmdlet, IDisposable
{
    private readonly ManualResetEventSlim _stopped = new();

    /// <summary>Seconds.</summary>
    [Parameter(Position = 0, ParameterSetName = "Seconds")]
    public double Seconds { get; set; }

    /// <summary>Milliseconds.</summary>
    [Parameter(ParameterSetName = "Milliseconds")]
    public int Milliseconds { get; set; }

    /// <inheritdoc/>
    public void Dispose() => _stopped.Dispose();

    /// <inheritdoc/>
    protected override void ProcessRecord() => _stopped.Wait(TimeSpan.FromSeconds(Seconds) + TimeSpan.FromMilliseconds(Milliseconds));

    /// <inheritdoc/>
    protected override void StopProcessing() => _stopped.Set();
}

/// <summary>Stand-in for ConvertTo-SecureString of Microsoft.PowerShell.Security, for plain text only.</summary>
[Cmdlet(VerbsData.ConvertTo, "SecureString")]
public sealed class ConvertToSecureStringCommand : PSCmdlet
{
    /// <summary>The text.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public string String { get; set; } = string.Empty;

    /// <summary>Says that the text is plain.</summary>
    [Parameter(Mandatory = true)]
    public SwitchParameter AsPlainText { get; set; }

    /// <summary>Accepted, as the real cmdlet does.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        SecureString secure = new();
        foreach (char character in String)
        {
            secure.AppendChar(character);
        }

        secure.MakeReadOnly();
        WriteObject(secure);
    }
}

/// <summary>Stand-in for Get-Credential: asks the host.</summary>
[Cmdlet(VerbsCommon.Get, "Credential")]
public sealed class GetCredentialCommand : PSCmdlet
{
    /// <summary>The user; asked for when it is left out.</summary>
    [Parameter(Position = 0)]
    public string? UserName { get; set; }

    /// <summary>What the prompt says.</summary>
    [Parameter]
    public string Message { get; set; } = "Enter your credentials.";

    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        WriteObject(Host.UI.PromptForCredential("PowerShell credential request", Message, UserName, string.Empty));
}

/// <summary>Stand-in for New-Object, by type name and arguments.</summary>
[Cmdlet(VerbsCommon.New, "Object")]
public sealed class NewObjectCommand : PSCmdlet
{
    /// <summary>The type.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string TypeName { get; set; } = string.Empty;

    /// <summary>The constructor's arguments.</summary>
    [Parameter(Position = 1)]
    public object[] ArgumentList { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Type type = LanguagePrimitives.ConvertTo<Type>(TypeName);
        WriteObject(Activator.CreateInstance(type, [.. ArgumentList.Select(a => a is PSObject wrapped ? wrapped.BaseObject : a)]));
    }
}

/// <summary>Stand-in for ConvertTo-Json.</summary>
[Cmdlet(VerbsData.ConvertTo, "Json")]
public sealed class ConvertToJsonCommand : PSCmdlet
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly Collection<object?> _items = [];

    /// <summary>The objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>How many levels of objects inside objects are written out; deeper ones become text.</summary>
    [Parameter]
    public int Depth { get; set; } = 2;

    /// <summary>On one line.</summary>
    [Parameter]
    public SwitchParameter Compress { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _items.Add(Plain(InputObject, Depth));

    /// <inheritdoc/>
    protected override void EndProcessing() =>
        WriteObject(JsonSerializer.Serialize(_items.Count == 1 ? _items[0] : _items, Compress ? null : Indented));

    private static object? Plain(object? value, int depth)
    {
        object? inner = value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : value;
        return inner switch
        {
            null or string or bool or int or long or double or decimal or DateTime or DateTimeOffset or Guid => inner,
            Enum number => Convert.ToInt64(number, CultureInfo.InvariantCulture),
            IDictionary table => table.Keys.Cast<object>().ToDictionary(k => k.ToString()!, k => Plain(table[k], depth - 1)),
            IEnumerable list => list.Cast<object>().Select(i => Plain(i, depth - 1)).ToList(),
            _ when depth < 0 => inner.ToString(),
            _ => PSObject.AsPSObject(inner).Properties.ToDictionary(p => p.Name, p => Plain(p.Value, depth - 1)),
        };
    }
}

/// <summary>Stand-in for Import-Csv: RFC 4180, the first line holds the names.</summary>
[Cmdlet(VerbsData.Import, "Csv")]
public sealed class ImportCsvCommand : PSCmdlet
{
    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public string Path { get; set; } = string.Empty;

    /// <summary>What stands between fields.</summary>
    [Parameter]
    public char Delimiter { get; set; } = ',';

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string text = File.ReadAllText(GetUnresolvedProviderPathFromPSPath(Path));
        List<string>? names = null;
        foreach (List<string> row in Rows(text))
        {
            if (names is null)
            {
                names = row;
                continue;
            }

            PSObject item = new();
            for (int i = 0; i < names.Count; i++)
            {
                item.Properties.Add(new PSNoteProperty(names[i], i < row.Count ? row[i] : null));
            }

            WriteObject(item);
        }
    }

    private IEnumerable<List<string>> Rows(string text)
    {
        List<string> row = [];
        StringBuilder field = new();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '"')
            {
                bool doubled = quoted && i + 1 < text.Length && text[i + 1] == '"';
                if (doubled)
                {
                    field.Append(text[++i]);
                }

                quoted = doubled || !quoted;
            }
            else if (!quoted && (c == Delimiter || c == '\n'))
            {
                row.Add(field.ToString());
                field.Clear();
                if (c == '\n')
                {
                    yield return row;
                    row = [];
                }
            }
            else if (quoted || c != '\r')
            {
                field.Append(c);
            }
        }

        if (field.Length > 0 || row.Count > 0)
        {
            row.Add(field.ToString());
            yield return row;
        }
    }
}
