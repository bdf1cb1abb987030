using System.Xml.Linq;
using ZStackVCenter.Help.Cmdlets;
using ZStackVCenter.Help.Markdown;
using ZStackVCenter.Help.Pages;
using static ZStackVCenter.Help.Maml.MamlFile;

namespace ZStackVCenter.Help.Maml;

/// <summary>One cmdlet's element of the MAML file.</summary>
internal static class MamlCommand
{
    /// <summary>The width that tables are set in; PowerShell folds the other text itself.</summary>
    private const int TableWidth = 72;

    public static XElement Create(CmdletInfo cmdlet, Page page) => new(
        CommandSpace + "command",
        new XAttribute(XNamespace.Xmlns + "maml", MamlSpace),
        new XAttribute(XNamespace.Xmlns + "command", CommandSpace),
        new XAttribute(XNamespace.Xmlns + "dev", DevSpace),
        new XElement(
            CommandSpace + "details",
            new XElement(CommandSpace + "name", cmdlet.Name),
            new XElement(CommandSpace + "verb", cmdlet.Verb),
            new XElement(CommandSpace + "noun", cmdlet.Noun),
            Text(MamlSpace + "description", page.Synopsis)),
        Text(MamlSpace + "description", page.Description),
        new XElement(CommandSpace + "syntax", cmdlet.Sets.Select(set => SyntaxItem(cmdlet, page, set))),
        new XElement(
            CommandSpace + "parameters",
            cmdlet.Parameters.Select(parameter => MamlParameter.Create(parameter, page, MamlParameter.Widest(parameter)))),
        new XElement(CommandSpace + "inputTypes", page.Inputs.Select(part => TypeElement("inputType", part))),
        new XElement(CommandSpace + "returnValues", page.Outputs.Select(part => TypeElement("returnValue", part))),
        new XElement(MamlSpace + "alertSet", Text(MamlSpace + "alert", page.Notes)),
        new XElement(CommandSpace + "examples", page.Examples.Select((example, index) => Example(example, index + 1))),
        new XElement(CommandSpace + "relatedLinks", OnlineVersion(cmdlet), PlainText.Links(page.RelatedLinks).Select(Link)));

    /// <summary>An element with a paragraph for each block of the markdown.</summary>
    public static XElement Text(XName name, string markdown) => new(name, Paragraphs(PlainText.Read(markdown)));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<TextBlock> blocks) => blocks.Select(block => new XElement(MamlSpace + "para", block switch
    {
        Paragraph paragraph => new string(' ', 2 * paragraph.Depth) + paragraph.Bullet + paragraph.Text,
        Grid grid => string.Join('\n', TextTable.Set(grid.Rows, TableWidth)),
        _ => block.Text,
    }));

    private static XElement SyntaxItem(CmdletInfo cmdlet, Page page, ParameterSetInfo set) => new(
        CommandSpace + "syntaxItem",
        new XElement(MamlSpace + "name", cmdlet.Name),
        set.Parameters.Select(member => MamlParameter.Create(member.Parameter, page, member.Membership, inSyntax: true)));

    private static XElement TypeElement(string name, Part part) => new(
        CommandSpace + name,
        new XElement(DevSpace + "type", new XElement(MamlSpace + "name", part.Title)),
        Text(MamlSpace + "description", part.Markdown));

    private static XElement Example(Part example, int number)
    {
        var blocks = PlainText.Read(example.Markdown);
        var code = example.Code;
        var intro = blocks.TakeWhile(block => block != code).ToList();
        return new XElement(
            CommandSpace + "example",
            new XElement(MamlSpace + "title", $"Example {number}: {example.Subject}"),
            intro.Count == 0 ? null : new XElement(MamlSpace + "introduction", Paragraphs(intro)),
            new XElement(DevSpace + "code", code?.Text),
            new XElement(DevSpace + "remarks", Paragraphs(blocks.SkipWhile(block => block != code).Skip(1))));
    }

    private static XElement? OnlineVersion(CmdletInfo cmdlet) => cmdlet.HelpUri.Length == 0 ? null : Link(("Online Version:", cmdlet.HelpUri));

    /// <summary>A page of this module has no address of its own: <c>Get-Help</c> finds it by its name.</summary>
    private static XElement Link((string Text, string Address) link) => new(
        MamlSpace + "navigationLink",
        new XElement(MamlSpace + "linkText", link.Text),
        new XElement(MamlSpace + "uri", link.Address.Contains("://", StringComparison.Ordinal) ? link.Address : ""));
}
