using Xunit;
using ZStackVCenter.Help.Cmdlets;
using ZStackVCenter.Help.Tests.Cmdlets;

namespace ZStackVCenter.Help.Tests;

public sealed class CmdletReaderTests
{
    private static readonly CmdletInfo SetLamp = CmdletReader.Read([typeof(SetZsLampCommand)]).Single();

    [Fact]
    public void An_assembly_gives_its_public_cmdlets_by_name()
    {
        var folder = AppContext.BaseDirectory;

        var cmdlets = CmdletReader.Read(
            Path.Combine(folder, "ZStackVCenter.Help.Tests.dll"),
            Directory.EnumerateFiles(folder, "*.dll"));

        Assert.Equal(["Get-ZsLamp", "Set-ZsLamp"], cmdlets.Select(cmdlet => cmdlet.Name));
        Assert.Equal("ZStackVCenter.Help.Tests.Cmdlets.ZsLamp", Assert.Single(cmdlets[1].OutputTypes));
    }

    [Fact]
    public void Parameters_are_those_of_the_class_its_base_and_PowerShell_with_the_asking_ones_last() =>
        Assert.Equal(
            ["Color", "Name", "Off", "Room", "Secret", "Speed", "Confirm", "WhatIf"],
            SetLamp.Parameters.Select(parameter => parameter.Name));

    [Fact]
    public void A_cmdlet_that_answers_in_pages_has_PowerShells_paging_parameters() =>
        Assert.Equal(
            ["First", "IncludeTotalCount", "Room", "Skip"],
            CmdletReader.Read([typeof(GetZsLampCommand)]).Single().Parameters.Select(parameter => parameter.Name));

    [Fact]
    public void A_parameter_carries_what_its_attributes_say()
    {
        var name = SetLamp.Find("Name")!;
        var membership = Assert.Single(name.Memberships);

        Assert.Equal(("System.String[]", "string[]"), (name.FullType, name.ShortType));
        Assert.True(name.SupportsWildcards);
        Assert.Equal(
            new Membership(ParameterInfo.AllSets) { Position = 0, IsRequired = true, FromPipeline = true, FromPipelineByPropertyName = true },
            membership);
        Assert.Equal(["Place"], SetLamp.Find("Room")!.Aliases);
        Assert.Same(SetLamp.Find("Room"), SetLamp.Find("place"));
    }

    [Fact]
    public void Accepted_values_are_an_enums_or_those_of_a_ValidateSet()
    {
        Assert.Equal(["White", "Amber"], SetLamp.Find("Color")!.AcceptedValues);
        Assert.Equal("LampColor", SetLamp.Find("Color")!.ShortType);
        Assert.Equal(["Slow", "Fast"], SetLamp.Find("Speed")!.AcceptedValues);
        Assert.Equal("Fast", SetLamp.Find("Speed")!.DefaultValue);
    }

    [Fact]
    public void Each_set_is_a_line_that_a_user_would_type_the_default_set_first()
    {
        Assert.Equal(
            [
                "Set-ZsLamp [-Name] <string[]> [-Color <LampColor>] [-Speed <string>] [-Room <string>] [-Confirm] [-WhatIf]\n [<CommonParameters>]",
                "Set-ZsLamp [-Name] <string[]> -Off [-Speed <string>] [-Room <string>] [-Confirm] [-WhatIf]\n [<CommonParameters>]",
            ],
            SetLamp.Sets.Select(set => SyntaxText.Write(SetLamp, set)));
        Assert.Equal(["ByColor", "BySwitch"], SetLamp.Sets.Select(set => set.Name));
        Assert.Equal([true, false], SetLamp.Sets.Select(set => set.IsDefault));
    }
}
