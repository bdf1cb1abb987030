using System.Xml;
using System.Xml.Linq;
using ZStackVCenter.Help.Cmdlets;
using ZStackVCenter.Help.Pages;

namespace ZStackVCenter.Help.Maml;

/// <summary>The file that <c>Get-Help</c> reads (MS Learn, "How to write help for cmdlets").</summary>
internal static class MamlFile
{
    public static XNamespace MamlSpace { get; } = "http://schemas.microsoft.com/maml/2004/10";

    public static XNamespace CommandSpace { get; } = "http://schemas.microsoft.com/maml/dev/command/2004/10";

    public static XNamespace DevSpace { get; } = "http://schemas.microsoft.com/maml/dev/2004/10";

    private static readonly XNamespace Root = "http://msh";

    /// <summary>The whole file.</summary>
    public static XDocument Create(IEnumerable<(CmdletInfo Cmdlet, Page Page)> pages) => new(
        new XElement(
            Root + "helpItems",
            new XAttribute("schema", "maml"),
            pages.Select(item => MamlCommand.Create(item.Cmdlet, item.Page))));

    /// <summary>Writes the file, in UTF-8 without a byte order mark, with line feeds: the same on every system.</summary>
    public static void Save(XDocument document, string path)
    {
        var settings = new XmlWriterSettings
        {
            Indent = true,
            NewLineChars = "\n",
            NewLineHandling = NewLineHandling.Entitize,
            Encoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        using var writer = XmlWriter.Create(path, settings);
        document.Save(writer);
    }
}
