using System.Globalization;
using System.Xml;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.Xml;

/// <summary>Writes vim25 values as XML, in the namespace <c>urn:vim25</c>.</summary>
internal sealed class VimWriter(XmlWriter xml)
{
    public static ArgumentException NoSuchValue(string type) => new($"The value is not one that {type} names, so it cannot be sent.");

    public void StartMethod(string name, ManagedObjectReference target)
    {
        xml.WriteStartElement(name, VimReader.Vim25);
        xml.WriteAttributeString("xmlns", "xsd", null, VimReader.Xsd);
        xml.WriteAttributeString("xmlns", "xsi", null, VimReader.Xsi);
        WriteReference("_this", target);
    }

    public void StartElement(string name, string? type = null)
    {
        xml.WriteStartElement(name, VimReader.Vim25);
        if (type is not null)
        {
            xml.WriteAttributeString("type", VimReader.Xsi, type);
        }
    }

    public void EndElement() => xml.WriteEndElement();

    public void WriteString(string name, string value) => xml.WriteElementString(name, VimReader.Vim25, value);

    public void WriteBoolean(string name, bool value) => WriteString(name, value ? "true" : "false");

    public void WriteSByte(string name, sbyte value) => WriteString(name, value.ToString(CultureInfo.InvariantCulture));

    public void WriteInt16(string name, short value) => WriteString(name, value.ToString(CultureInfo.InvariantCulture));

    public void WriteInt32(string name, int value) => WriteString(name, value.ToString(CultureInfo.InvariantCulture));

    public void WriteInt64(string name, long value) => WriteString(name, value.ToString(CultureInfo.InvariantCulture));

    public void WriteSingle(string name, float value) => WriteString(name, XmlConvert.ToString(value));

    public void WriteDouble(string name, double value) => WriteString(name, XmlConvert.ToString(value));

    public void WriteDateTime(string name, DateTime value) => WriteString(name, Text(value));

    public void WriteBytes(string name, byte[] value) => WriteString(name, Convert.ToBase64String(value));

    public void WriteReference(string name, ManagedObjectReference value)
    {
        xml.WriteStartElement(name, VimReader.Vim25);
        WriteReferenceContent(value);
    }

    /// <summary>Writes a value whose declared type is anyType, so that its own type must stand with it.</summary>
    public void WriteAny(string name, object value)
    {
        switch (value)
        {
            case DynamicData data:
                data.Write(this, name, null);
                break;
            case ManagedObjectReference reference:
                StartElement(name, "ManagedObjectReference");
                WriteReferenceContent(reference);
                break;
            case IEnumerable<ManagedObjectReference> references:
                StartElement(name, "ArrayOfManagedObjectReference");
                foreach (var reference in references)
                {
                    WriteReference("ManagedObjectReference", reference);
                }

                EndElement();
                break;
            default:
                var (type, text) = Primitive(value);
                StartElement(name, type);
                xml.WriteString(text);
                EndElement();
                break;
        }
    }

    private void WriteReferenceContent(ManagedObjectReference value)
    {
        xml.WriteAttributeString("type", value.Type);
        xml.WriteString(value.Value);
        xml.WriteEndElement();
    }

    private static (string Type, string Text) Primitive(object value) => value switch
    {
        string text => ("xsd:string", text),
        bool flag => ("xsd:boolean", flag ? "true" : "false"),
        int number => ("xsd:int", number.ToString(CultureInfo.InvariantCulture)),
        long number => ("xsd:long", number.ToString(CultureInfo.InvariantCulture)),
        short number => ("xsd:short", number.ToString(CultureInfo.InvariantCulture)),
        sbyte number => ("xsd:byte", number.ToString(CultureInfo.InvariantCulture)),
        double number => ("xsd:double", XmlConvert.ToString(number)),
        float number => ("xsd:float", XmlConvert.ToString(number)),
        DateTime time => ("xsd:dateTime", Text(time)),
        byte[] bytes => ("xsd:base64Binary", Convert.ToBase64String(bytes)),
        _ => throw new ArgumentException($"A {value.GetType().Name} cannot be sent as a value of any type."),
    };

    private static string Text(DateTime value) =>
        XmlConvert.ToString(value.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(value, DateTimeKind.Utc) : value.ToUniversalTime(), XmlDateTimeSerializationMode.Utc);
}
