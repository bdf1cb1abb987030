using System.Text;
using System.Xml;
using ZStackVCenter.Vim.Types;
using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Tests;

/// <summary>Reads and writes single values, as the generated code does inside messages.</summary>
internal static class XmlRoundTrips
{
    public static T Read<T>(string xml, Func<VimReader, T> read, int longestText = 1000)
    {
        using var reader = XmlDictionaryReader.CreateTextReader(Encoding.UTF8.GetBytes(xml), XmlDictionaryReaderQuotas.Max);
        reader.MoveToContent();
        var vim = new VimReader(reader, longestText);
        var value = read(vim);
        vim.Finish();
        return value;
    }

    public static string Write(Action<VimWriter> write)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true }))
        {
            var vim = new VimWriter(writer);
            vim.StartMethod("M", new ManagedObjectReference("T", "t-1"));
            write(vim);
            vim.EndElement();
        }

        var all = text.ToString();
        var start = all.IndexOf("</_this>", StringComparison.Ordinal) + "</_this>".Length;
        return all[start..^"</M>".Length];
    }
}
