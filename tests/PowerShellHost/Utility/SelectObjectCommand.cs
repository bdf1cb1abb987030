using System.Collections;
using System.Management.Automation;
using System.Reflection;

namespace ZStackVCenter.PowerShellHost;

/// <summary>Stand-in for Select-Object of Microsoft.PowerShell.Utility, which the engine's package does not carry.</summary>
[Cmdlet(VerbsCommon.Select, "Object")]
public sealed class SelectObjectCommand : PSCmdlet
{
    private readonly Queue<PSObject> _last = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private SelectedProperty[] _properties = [];
    private int _count;

    /// <summary>The objects.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The properties to keep.</summary>
    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    /// <summary>Gives the value of this property instead of an object.</summary>
    [Parameter]
    public string? ExpandProperty { get; set; }

    /// <summary>The first so many; the commands before are then stopped.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? First { get; set; }

    /// <summary>The last so many.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? Last { get; set; }

    /// <summary>Leaves out the first so many.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Skip { get; set; }

    /// <summary>Each value once.</summary>
    [Parameter]
    public SwitchParameter Unique { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _properties = SelectedProperty.Of(Property);
        if (First == 0 && Last is null)
        {
            StopUpstream();
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null || _count++ < Skip)
        {
            return;
        }

        if (Last is { } last)
        {
            _last.Enqueue(InputObject);
            if (_last.Count > last)
            {
                _last.Dequeue();
            }
        }

        if (First is not null || Last is null)
        {
            Give(InputObject);
        }

        if (First is { } first && _count - Skip >= first && Last is null)
        {
            StopUpstream();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        while (_last.TryDequeue(out PSObject? item))
        {
            Give(item);
        }
    }

    private void Give(PSObject item)
    {
        if (ExpandProperty is not null)
        {
            WriteObject(SelectedProperty.Of([ExpandProperty])[0].Value(item), enumerateCollection: true);
            return;
        }

        PSObject result = item;
        if (_properties.Length > 0)
        {
            result = new PSObject();
            result.TypeNames.Insert(0, "Selected." + item.TypeNames[0]);
            foreach ((string name, object? value) in _properties.SelectMany(p => p.Values(item)))
            {
                if (result.Properties[name] is null)
                {
                    result.Properties.Add(new PSNoteProperty(name, value));
                }
            }
        }

        if (!Unique || _seen.Add(Key(result)))
        {
            WriteObject(result);
        }
    }

    private static string Key(PSObject item) => item.BaseObject is PSCustomObject
        ? string.Join('\u0001', item.Properties.Select(p => p.Value?.ToString()))
        : item.BaseObject is IList list ? string.Join('\u0001', list.Cast<object>()) : item.ToString();

    // The engine stops what is upstream by an exception of its own, which it keeps internal.
    private void StopUpstream()
    {
        Type type = typeof(PSObject).Assembly.GetType("System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!;
        ConstructorInfo constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)[0];
        throw (Exception)constructor.Invoke([this]);
    }
}
