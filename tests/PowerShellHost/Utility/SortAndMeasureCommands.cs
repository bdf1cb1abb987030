using System.Globalization;
using System.Management.Automation;

namespace ZStackVCenter.PowerShellHost;

/// <summary>Stand-in for Sort-Object of Microsoft.PowerShell.Utility, which the engine's package does not carry.</summary>
[Cmdlet("Sort", "Object")]
public sealed class SortObjectCommand : PSCmdlet
{
    private readonly List<PSObject> _items = [];

    /// <summary>The objects.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>What to sort by; the object itself when it is left out.</summary>
    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    /// <summary>From the largest to the smallest.</summary>
    [Parameter]
    public SwitchParameter Descending { get; set; }

    /// <summary>The first so many of the sorted.</summary>
    [Parameter]
    public int? Top { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is not null)
        {
            _items.Add(InputObject);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        SelectedProperty[] properties = SelectedProperty.Of(Property);
        Comparer<object?> comparer = Comparer<object?>.Create((a, b) => LanguagePrimitives.Compare(a, b, ignoreCase: true, CultureInfo.CurrentCulture));
        IOrderedEnumerable<PSObject> sorted = properties.Length == 0
            ? Order(_items, item => item.BaseObject, Descending)
            : Order(_items, properties[0].Value, properties[0].Descending ?? Descending);
        foreach (SelectedProperty property in properties.Skip(1))
        {
            sorted = property.Descending ?? Descending
                ? sorted.ThenByDescending(property.Value, comparer)
                : sorted.ThenBy(property.Value, comparer);
        }

        WriteObject(sorted.Take(Top ?? int.MaxValue), enumerateCollection: true);

        IOrderedEnumerable<PSObject> Order(IEnumerable<PSObject> items, Func<PSObject, object?> key, bool descending) =>
            descending ? items.OrderByDescending(key, comparer) : items.OrderBy(key, comparer);
    }
}

/// <summary>Stand-in for Measure-Object.</summary>
[Cmdlet("Measure", "Object")]
public sealed class MeasureObjectCommand : PSCmdlet
{
    private readonly List<double> _values = [];
    private int _count;

    /// <summary>The objects.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The property to measure; the object itself when it is left out.</summary>
    [Parameter(Position = 0)]
    public string? Property { get; set; }

    /// <summary>Adds the values up.</summary>
    [Parameter]
    public SwitchParameter Sum { get; set; }

    /// <summary>The mean.</summary>
    [Parameter]
    public SwitchParameter Average { get; set; }

    /// <summary>The smallest.</summary>
    [Parameter]
    public SwitchParameter Minimum { get; set; }

    /// <summary>The largest.</summary>
    [Parameter]
    public SwitchParameter Maximum { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null)
        {
            return;
        }

        _count++;
        object? value = Property is null ? InputObject.BaseObject : SelectedProperty.Of([Property])[0].Value(InputObject);
        if ((Sum || Average || Minimum || Maximum) && value is not null)
        {
            _values.Add(LanguagePrimitives.ConvertTo<double>(value));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        PSObject result = new();
        result.TypeNames.Insert(0, "Microsoft.PowerShell.Commands.GenericMeasureInfo");
        void Add(string name, object? value) => result.Properties.Add(new PSNoteProperty(name, value));
        bool any = _values.Count > 0;
        Add("Count", _count);
        Add("Average", Average && any ? _values.Average() : null);
        Add("Sum", Sum && any ? _values.Sum() : null);
        Add("Maximum", Maximum && any ? _values.Max() : null);
        Add("Minimum", Minimum && any ? _values.Min() : null);
        Add("Property", Property);
        WriteObject(result);
    }
}

/// <summary>Stand-in for Group-Object.</summary>
[Cmdlet("Group", "Object")]
public sealed class GroupObjectCommand : PSCmdlet
{
    private readonly List<PSObject> _items = [];

    /// <summary>The objects.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>What to group by.</summary>
    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    /// <summary>Leaves out the groups' members.</summary>
    [Parameter]
    public SwitchParameter NoElement { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is not null)
        {
            _items.Add(InputObject);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        SelectedProperty[] properties = SelectedProperty.Of(Property);
        string Key(PSObject item) => properties.Length == 0 ? item.ToString() : string.Join(", ", properties.Select(p => p.Value(item)));
        foreach (IGrouping<string, PSObject> group in _items.GroupBy(Key, StringComparer.OrdinalIgnoreCase).OrderBy(g => g.Key, StringComparer.OrdinalIgnoreCase))
        {
            PSObject result = new();
            result.Properties.Add(new PSNoteProperty("Count", group.Count()));
            result.Properties.Add(new PSNoteProperty("Name", group.Key));
            if (!NoElement)
            {
                result.Properties.Add(new PSNoteProperty("Group", group.ToArray()));
            }

            WriteObject(result);
        }
    }
}
