using ZStackVCenter.Vim.Types;
using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.PropertyCollection;

/// <summary>
/// Reads one page of a retrieval (RetrieveResult in the vSphere API) as it streams in. The token of the next page stands before the
/// objects.
/// </summary>
internal sealed class PropertyPage(VimReader reader, PropertyColumns columns)
{
    private bool _inAnswer;
    private bool _inResult;

    /// <summary>The token of the next page; null on the last.</summary>
    public string? Token { get; private set; }

    /// <summary>Reads up to the first object, and so the token.</summary>
    public bool ReadHead()
    {
        _inAnswer = reader.Enter() && reader.Next();
        _inResult = _inAnswer && reader.Enter();
        return NextObject();
    }

    /// <summary>Adds objects to a batch until it is full; false when the page has ended.</summary>
    public bool ReadInto(List<ObjectRow> batch, int size)
    {
        while (batch.Count < size)
        {
            batch.Add(ReadObject());
            if (!NextObject())
            {
                return false;
            }
        }

        return true;
    }

    private bool NextObject()
    {
        while (_inResult && reader.Next())
        {
            switch (reader.Name)
            {
                case "objects":
                    return true;
                case "token":
                    Token = reader.ReadString();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return false;
    }

    private ObjectRow ReadObject()
    {
        var obj = VimReader.NoReference;
        var values = new PropertyValue[columns.Count];
        List<MissingProperty>? missing = null;
        var expected = 0;
        for (var more = reader.Enter(); more && reader.Next();)
        {
            switch (reader.Name)
            {
                case "propSet":
                    ReadProperty(values, ref expected);
                    break;
                case "obj":
                    obj = reader.ReadReference();
                    break;
                case "missingSet":
                    (missing ??= []).Add(MissingProperty.Read(reader));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new ObjectRow(obj, columns, values, missing ?? (IReadOnlyList<MissingProperty>)[]);
    }

    private void ReadProperty(PropertyValue[] values, ref int expected)
    {
        var index = -1;
        for (var more = reader.Enter(); more && reader.Next();)
        {
            switch (reader.Name)
            {
                case "name":
                    index = columns.Find(reader.ReadText(), expected);
                    break;
                case "val" when index >= 0:
                    values[index] = PropertyValue.Read(reader);
                    expected = index + 1;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }
}
