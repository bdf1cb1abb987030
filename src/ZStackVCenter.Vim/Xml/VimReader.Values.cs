using System.Globalization;
using System.Xml;
using ZStackVCenter.Vim.Transport;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.Xml;

/// <content>The values that are one text: XML Schema's simple types, and the reference to a managed object.</content>
internal sealed partial class VimReader
{
    public string ReadString() => _pool.Get(ReadText());

    public bool ReadBoolean() => ReadText().Trim() switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        var other => throw NotA("boolean", other),
    };

    public sbyte ReadSByte() => sbyte.TryParse(ReadText(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value)
        ? value : throw NotA("byte", _text);

    public short ReadInt16() => short.TryParse(ReadText(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value)
        ? value : throw NotA("short", _text);

    public int ReadInt32() => int.TryParse(ReadText(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value)
        ? value : throw NotA("int", _text);

    public long ReadInt64() => long.TryParse(ReadText(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value)
        ? value : throw NotA("long", _text);

    public float ReadSingle() => (float)ReadDouble();

    public double ReadDouble() => ReadText().Trim() switch
    {
        "INF" => double.PositiveInfinity,
        "-INF" => double.NegativeInfinity,
        "NaN" => double.NaN,
        var text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw NotA("double", text),
    };

    /// <summary>Reads an xsd:dateTime as UTC; one without an offset is UTC already, as the vSphere API has it.</summary>
    public DateTime ReadDateTime()
    {
        const DateTimeStyles Styles = DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces;
        var text = ReadText();
        return DateTime.TryParse(text, CultureInfo.InvariantCulture, Styles, out var value) ? value : throw NotA("dateTime", text);
    }

    public byte[] ReadBytes()
    {
        var text = ReadText();
        var bytes = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64Chars(text, bytes, out var length) ? bytes[..length] : throw NotA("base64Binary", text);
    }

    public ManagedObjectReference ReadReference()
    {
        var type = xml.GetAttribute("type") ?? "";
        return _pool.Get(_pool.Get(type), ReadText());
    }

    public T[] ReadArray<T>(Func<VimReader, T> readItem)
    {
        var items = new List<T>();
        for (var more = Enter(); more && Next();)
        {
            if (Ignored is not null && ReadTypeName() is { } type && Ignored.Contains(type))
            {
                Skip();
            }
            else
            {
                items.Add(readItem(this));
            }
        }

        return [.. items];
    }

    /// <summary>An answer that lacks the value its method must return.</summary>
    public static VimTransportException NothingReturned() => VimTransportException.Malformed("The answer holds no return value.", null);

    /// <summary>An object that lacks what objects of its type must have.</summary>
    public static VimTransportException Lacks(string type, string element) =>
        VimTransportException.Malformed($"The answer holds a {type} without its {element}.", null);

    private static XmlException NotA(string type, ReadOnlySpan<char> text) =>
        new($"'{text[..Math.Min(text.Length, 40)].TrimEnd('\0')}' is not a value of type xsd:{type}.");
}
