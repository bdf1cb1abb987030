using System.Collections;
using System.Management.Automation;
using Microsoft.PowerShell.Commands;

namespace ZStackVCenter.PowerShellHost;

/// <summary>A property as -Property takes it: a name with wildcards, a script block, or a table with Name and Expression.</summary>
internal sealed class SelectedProperty
{
    private readonly PSPropertyExpression _expression;
    private readonly string? _label;

    private SelectedProperty(PSPropertyExpression expression, string? label, bool? descending)
    {
        _expression = expression;
        _label = label;
        Descending = descending;
    }

    /// <summary>The order that a Sort-Object's table asks for.</summary>
    public bool? Descending { get; }

    public static SelectedProperty[] Of(object[]? properties) => properties is null ? [] : [.. properties.Select(Of)];

    /// <summary>The properties of the object that this stands for, with their names.</summary>
    public IEnumerable<(string Name, object? Value)> Values(PSObject item)
    {
        if (_expression.Script is not null)
        {
            PSPropertyExpressionResult? result = _expression.GetValues(item).FirstOrDefault();
            yield return (_label ?? _expression.ToString(), result?.Result);
            yield break;
        }

        List<PSPropertyExpression> names = _expression.ResolveNames(item);
        if (names.Count == 0 && !_expression.HasWildCardCharacters)
        {
            // As the real cmdlet: a property that is not there is shown as empty.
            yield return (_label ?? _expression.ToString(), null);
        }

        foreach (PSPropertyExpression name in names)
        {
            yield return (_label ?? name.ToString(), name.GetValues(item).FirstOrDefault()?.Result);
        }
    }

    /// <summary>The first value, for sorting and measuring.</summary>
    public object? Value(PSObject item) => Values(item).FirstOrDefault().Value;

    private static SelectedProperty Of(object property)
    {
        object plain = property is PSObject wrapped ? wrapped.BaseObject : property;
        return plain switch
        {
            ScriptBlock script => new(new PSPropertyExpression(script), null, null),
            IDictionary table => OfTable(table),
            _ => new(new PSPropertyExpression(plain.ToString()), null, null),
        };
    }

    private static SelectedProperty OfTable(IDictionary table)
    {
        object? Get(params string[] keys)
        {
            object? value = table.Keys.Cast<object>().Where(k => keys.Contains(k.ToString(), StringComparer.OrdinalIgnoreCase))
                .Select(k => table[k]).FirstOrDefault();
            return value is PSObject wrapped ? wrapped.BaseObject : value;
        }

        object expression = Get("Expression", "e") ?? throw new PSArgumentException("A calculated property needs an Expression.");
        PSPropertyExpression inner = expression is ScriptBlock script ? new(script) : new PSPropertyExpression(expression.ToString());
        return new(inner, Get("Name", "n", "Label", "l")?.ToString(), Get("Descending") as bool?);
    }
}
