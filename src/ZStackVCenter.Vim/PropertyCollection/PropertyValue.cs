using System.Globalization;
using ZStackVCenter.Vim.Types;
using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.PropertyCollection;

/// <summary>One property's value, or none. Numbers, flags and times are held without boxing.</summary>
public readonly struct PropertyValue
{
    private static readonly object Number = new();
    private static readonly object Flag = new();
    private static readonly object Time = new();

    private readonly object? _content;
    private readonly long _bits;

    private PropertyValue(object? content, long bits = 0)
    {
        _content = content;
        _bits = bits;
    }

    /// <summary>Whether the object has the property.</summary>
    public bool IsSet => _content is not null;

    /// <summary>The value as text: a string, or the name of an enumeration's value; null when unset or something else.</summary>
    public string? Text => _content as string;

    /// <summary>The value as a number: byte, short, int or long; null when unset or something else.</summary>
    public long? Int64 => ReferenceEquals(_content, Number) ? _bits : null;

    /// <summary>The value as a number of 32 bits; null when unset, something else or too large.</summary>
    public int? Int32 => Int64 is { } value && value == (int)value ? (int)value : null;

    /// <summary>The value as a flag; null when unset or something else.</summary>
    public bool? Boolean => ReferenceEquals(_content, Flag) ? _bits != 0 : null;

    /// <summary>The value as a time in UTC; null when unset or something else.</summary>
    public DateTime? DateTime => ReferenceEquals(_content, Time) ? new DateTime(_bits, DateTimeKind.Utc) : null;

    /// <summary>The value as a reference; null when unset or something else.</summary>
    public ManagedObjectReference? Reference => _content as ManagedObjectReference;

    /// <summary>The value as references; empty when unset or something else.</summary>
    public IReadOnlyList<ManagedObjectReference> References => _content as ManagedObjectReference[] ?? [];

    /// <summary>The value as a data object or an array of these; null when unset or something else.</summary>
    public T? As<T>()
        where T : class => _content as T;

    /// <summary>The value as .NET has it; null when unset.</summary>
    public object? Boxed =>
        ReferenceEquals(_content, Number) ? _bits :
        ReferenceEquals(_content, Flag) ? _bits != 0 :
        ReferenceEquals(_content, Time) ? new DateTime(_bits, DateTimeKind.Utc) :
        _content;

    /// <summary>The value for a person to read.</summary>
    public override string ToString() => Convert.ToString(Boxed, CultureInfo.InvariantCulture) ?? "";

    /// <summary>Makes one of what a property change carries, so that both ways of reading give the same.</summary>
    /// <param name="value">A value as <see cref="PropertyChange.Val"/> holds it.</param>
    public static PropertyValue From(object? value) => value switch
    {
        bool flag => new(Flag, flag ? 1 : 0),
        int or long or short or sbyte => new(Number, Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        DateTime time => new(Time, time.Ticks),
        _ => new(value),
    };

    internal static PropertyValue Read(VimReader reader)
    {
        if (reader.ReadTypeName() is not { } type)
        {
            return new(reader.ReadString());
        }

        return type switch
        {
            "string" => new(reader.ReadString()),
            "boolean" => new(Flag, reader.ReadBoolean() ? 1 : 0),
            "int" or "long" or "short" or "byte" => new(Number, reader.ReadInt64()),
            "dateTime" => new(Time, reader.ReadDateTime().Ticks),
            "ManagedObjectReference" => new(reader.ReadReference()),
            "ArrayOfManagedObjectReference" => new(reader.ReadArray(static r => r.ReadReference())),
            _ => new(reader.ReadLeafOrObject(type)),
        };
    }
}
