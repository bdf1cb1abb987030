using System.Xml;
using ZStackVCenter.Vim.Transport;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.Xml;

/// <summary>
/// Reads vim25 values from streamed XML. Every read begins on the value's start tag and ends behind its end tag, so that whatever
/// a type does not know is stepped over whole.
/// </summary>
/// <param name="xml">The XML, standing on a start tag or before one.</param>
/// <param name="longestText">The longest text that one element may hold, in characters.</param>
internal sealed partial class VimReader(XmlReader xml, int longestText)
{
    internal const string Vim25 = "urn:vim25";
    internal const string Xsi = "http://www.w3.org/2001/XMLSchema-instance";
    internal const string Xsd = "http://www.w3.org/2001/XMLSchema";

    // Objects within objects are read by functions within functions.
    private const int Deepest = 128;

    internal static readonly ManagedObjectReference NoReference = new("", "");

    private readonly StringPool _pool = new();
    private readonly string _typeAttribute = xml.NameTable.Add("type");
    private readonly string _xsi = xml.NameTable.Add(Xsi);
    private readonly char[] _typeName = new char[256];
    private char[] _text = new char[512];

    // Reading an attribute's value uses it up.
    private bool _typeRead;

    /// <summary>The local name of the element the reader stands on.</summary>
    public string Name => xml.LocalName;

    /// <summary>The local part of the last element's <c>xsi:type</c>, or null when it had none.</summary>
    public string? TypeName { get; private set; }

    /// <summary>Types whose objects are left out of arrays; null for none.</summary>
    public IReadOnlySet<string>? Ignored { get; set; }

    /// <summary>Whether <see cref="TypeName"/> is one of XML Schema's own types.</summary>
    public bool TypeIsXsd { get; private set; }

    /// <summary>Steps into the element; false when it is empty, and then it has been consumed.</summary>
    public bool Enter()
    {
        _typeRead = false;
        if (xml.Depth > Deepest)
        {
            throw new XmlException($"The XML is nested deeper than {Deepest} elements.");
        }

        var empty = xml.IsEmptyElement;
        xml.Read();
        return !empty;
    }

    /// <summary>Goes to the next child; false when there is none left, and then the parent has been consumed.</summary>
    public bool Next()
    {
        while (true)
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element:
                    return true;
                case XmlNodeType.EndElement:
                    xml.Read();
                    return false;
                default:
                    if (!xml.Read())
                    {
                        throw Ended();
                    }

                    break;
            }
        }
    }

    /// <summary>Steps over the element and all it holds.</summary>
    public void Skip()
    {
        _typeRead = false;
        xml.Skip();
    }

    /// <summary>Reads to the end of the document: an answer counts as whole only then.</summary>
    public void Finish()
    {
        while (xml.Read())
        {
        }
    }

    /// <summary>
    /// Looks at the element's <c>xsi:type</c>. The prefix of the attribute and the prefix in its value are both resolved to their
    /// namespaces; servers choose prefixes freely.
    /// </summary>
    public string? ReadTypeName()
    {
        if (_typeRead)
        {
            return TypeName;
        }

        _typeRead = true;
        TypeName = null;
        TypeIsXsd = false;
        if (!MoveToType())
        {
            return null;
        }

        var length = xml.ReadValueChunk(_typeName, 0, _typeName.Length);
        xml.MoveToElement();
        var name = _typeName.AsSpan(0, length);
        var colon = name.IndexOf(':');
        if (colon >= 0)
        {
            TypeIsXsd = xml.LookupNamespace(_pool.Get(name[..colon])) == Xsd;
        }

        return TypeName = length == 0 ? null : _pool.Get(name[(colon + 1)..]);
    }

    // Names from a reader's own table are equal by reference mostly; moving to an attribute by name would hash both names for each value.
    private bool MoveToType()
    {
        while (xml.MoveToNextAttribute())
        {
            if (xml.LocalName == _typeAttribute && xml.NamespaceURI == _xsi)
            {
                return true;
            }
        }

        xml.MoveToElement();
        return false;
    }

    /// <summary>
    /// Reads the element's text whole; what it holds beside text is stepped over. The span is good until the next read.
    /// </summary>
    public ReadOnlySpan<char> ReadText() => ReadText(out _);

    private ReadOnlySpan<char> ReadText(out bool hasChildren)
    {
        hasChildren = false;
        if (!Enter())
        {
            return [];
        }

        var length = 0;
        while (true)
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.EndElement:
                    xml.Read();
                    return _text.AsSpan(0, length);
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    length = Append(length);
                    break;
                case XmlNodeType.Element:
                    hasChildren = true;
                    xml.Skip();
                    continue;
            }

            if (!xml.Read())
            {
                throw Ended();
            }
        }
    }

    private int Append(int length)
    {
        while (true)
        {
            if (length > longestText)
            {
                throw VimTransportException.ElementTooLong(longestText);
            }

            if (length == _text.Length)
            {
                Array.Resize(ref _text, length * 2);
            }

            var read = xml.ReadValueChunk(_text, length, _text.Length - length);
            if (read == 0)
            {
                return length;
            }

            length += read;
        }
    }

    private static XmlException Ended() => new("The XML ends inside an element.");
}
