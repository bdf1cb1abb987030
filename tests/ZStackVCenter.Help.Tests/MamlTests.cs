using System.Xml.Linq;
using Xunit;
using ZStackVCenter.Help.Maml;

namespace ZStackVCenter.Help.Tests;

public sealed class MamlTests : IDisposable
{
    private static readonly XNamespace Command = MamlFile.CommandSpace;
    private static readonly XNamespace Maml = MamlFile.MamlSpace;
    private static readonly XNamespace Dev = MamlFile.DevSpace;

    private readonly LampPages _pages = new();
    private readonly XElement _command;

    public MamlTests()
    {
        Assert.Empty(_pages.Build());
        _command = XDocument.Load(Path.Combine(_pages.Output, "Lamps.dll-Help.xml")).Root!.Element(Command + "command")!;
    }

    public void Dispose() => _pages.Dispose();

    [Fact]
    public void Prose_loses_its_marks_and_its_line_breaks() =>
        Assert.Equal("Changes one or more lamps. They shine at once.", _command.Element(Maml + "description")!.Value);

    [Fact]
    public void A_syntax_item_holds_the_parameters_of_its_set_and_no_hidden_one()
    {
        var items = _command.Element(Command + "syntax")!.Elements(Command + "syntaxItem").ToList();

        Assert.Equal(["Name", "Color", "Speed", "Room", "Confirm", "WhatIf"], NamesIn(items[0]));
        Assert.Equal(["Name", "Off", "Speed", "Room", "Confirm", "WhatIf"], NamesIn(items[1]));
        Assert.Equal(
            ["White", "Amber"],
            Named(items[0], "Color").Element(Command + "parameterValueGroup")!.Elements().Select(value => value.Value));
    }

    [Fact]
    public void A_parameter_carries_what_the_code_says_and_what_the_page_adds()
    {
        var parameters = _command.Element(Command + "parameters")!;
        var name = Named(parameters, "Name");

        Assert.Equal("true", name.Attribute("required")!.Value);
        Assert.Equal("True (ByPropertyName, ByValue)", name.Attribute("pipelineInput")!.Value);
        Assert.Equal("0", name.Attribute("position")!.Value);
        Assert.Equal("true", name.Attribute("globbing")!.Value);
        Assert.Equal("Place", Named(parameters, "Room").Attribute("aliases")!.Value);
        Assert.Equal("hall", Named(parameters, "Room").Element(Dev + "defaultValue")!.Value);
        Assert.Equal("Fast", Named(parameters, "Speed").Element(Dev + "defaultValue")!.Value);
        Assert.Equal("false", Named(parameters, "Color").Attribute("required")!.Value);
    }

    [Fact]
    public void An_example_is_its_code_and_then_what_is_said_of_it()
    {
        var example = _command.Element(Command + "examples")!.Elements(Command + "example").ElementAt(1);

        Assert.Equal("Example 2: Amber", example.Element(Maml + "title")!.Value);
        Assert.Equal("'desk', 'door' | Set-ZsLamp -Color Amber", example.Element(Dev + "code")!.Value);
        Assert.Equal(["Name\n----\ndesk", "Two lamps."], example.Element(Dev + "remarks")!.Elements().Select(para => para.Value));
    }

    [Fact]
    public void The_online_page_is_the_first_link()
    {
        var links = _command.Element(Command + "relatedLinks")!.Elements().ToList();

        Assert.Equal("https://example.com/lamp", links[0].Element(Maml + "uri")!.Value);
        Assert.Equal(("Set-ZsLamp", ""), (links[1].Element(Maml + "linkText")!.Value, links[1].Element(Maml + "uri")!.Value));
    }

    private static IEnumerable<string> NamesIn(XElement parent) =>
        parent.Elements(Command + "parameter").Select(parameter => parameter.Element(Maml + "name")!.Value);

    private static XElement Named(XElement parent, string name) =>
        parent.Elements(Command + "parameter").Single(parameter => parameter.Element(Maml + "name")!.Value == name);
}
