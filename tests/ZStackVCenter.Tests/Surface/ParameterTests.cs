using System.Management.Automation;
using System.Reflection;
using System.Security;

namespace ZStackVCenter.Tests.Surface;

/// <summary>What every parameter promises, held over all commands at once.</summary>
public sealed class ParameterTests
{
    public static TheoryData<string> Names => [.. ModuleSurface.Cmdlets.Select(c => c.Name)];

    [Theory, MemberData(nameof(Names))]
    public void One_parameter_of_a_set_takes_the_pipeline(string name)
    {
        var cmdlet = Find(name);
        foreach (var set in cmdlet.ParameterSets)
        {
            Assert.True(set.Parameters.Count(p => p.ValueFromPipeline) <= 1, $"{name}, set {set.Name}: {string.Join(", ", set.Parameters.Where(p => p.ValueFromPipeline).Select(p => p.Name))}");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void At_most_four_parameters_are_positional(string name) =>
        Assert.All(Find(name).ParameterSets, set => Assert.InRange(set.Parameters.Count(p => p.Position >= 0), 0, 4));

    [Fact]
    public void A_parameter_name_has_one_type_everywhere()
    {
        var several = ModuleSurface.Cmdlets.SelectMany(c => ModuleSurface.Parameters(c).Select(p => (c.Name, Parameter: p.Name, Type: ElementOf(p.PropertyType))))
            .Where(p => p.Parameter is not ("State" or "Type" or "Kind" or "Status"))
            .GroupBy(p => p.Parameter)
            .Where(g => g.Select(p => p.Type).Distinct().Count() > 1)
            .Select(g => $"-{g.Key}: {string.Join(", ", g.Select(p => $"{p.Name} {p.Type.Name}"))}");
        Assert.Empty(several);
    }

    [Fact]
    public void A_choice_is_an_enum_and_a_state_of_one_kind_of_object_has_one()
    {
        foreach (var cmdlet in ModuleSurface.Cmdlets)
        {
            Assert.All(ModuleSurface.Parameters(cmdlet).Where(p => p.Name is "State" or "Type" or "Kind" or "Status" or "Protocol" or "Scope" or "Platform"),
                p => Assert.True(ElementOf(p.PropertyType).IsEnum, $"{cmdlet.Name} -{p.Name} is a {p.PropertyType}."));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Secrets_are_never_plain_text(string name)
    {
        foreach (var parameter in ModuleSurface.Parameters(Find(name)))
        {
            if (parameter.Name == "Credential")
            {
                Assert.Equal(typeof(PSCredential), parameter.PropertyType);
                Assert.NotNull(parameter.GetCustomAttribute<CredentialAttribute>());
            }
            Assert.NotEqual("UserName", parameter.Name, StringComparer.OrdinalIgnoreCase);
            Assert.False(parameter.Name.Contains("Password", StringComparison.Ordinal) && parameter.PropertyType != typeof(SecureString), $"{name} -{parameter.Name} is plain text.");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Names_are_singular_and_hide_nothing_of_PowerShell(string name)
    {
        foreach (var parameter in ModuleSurface.Parameters(Find(name)))
        {
            Assert.Matches("^[A-Z][A-Za-z0-9]*$", parameter.Name);
            Assert.False(parameter.Name.EndsWith('s') && parameter.Name is not ("Dns" or "Status" or "IpAddress" or "Kms" or "WaitIpAddress"), $"-{parameter.Name} is a plural.");
            Assert.Null(typeof(PSCmdlet).GetProperty(parameter.Name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Names_to_look_for_take_wildcards_and_say_so(string name)
    {
        var cmdlet = Find(name);
        if (cmdlet.Verb == "Get")
        {
            Assert.All(ModuleSurface.Parameters(cmdlet).Where(p => p.Name == "Name"), p => Assert.NotNull(p.GetCustomAttribute<SupportsWildcardsAttribute>()));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_identity_completes_on_Tab(string name) =>
        Assert.All(ModuleSurface.Parameters(Find(name)).Where(p => IsIdentity(ElementOf(p.PropertyType)) && p.Name != "InputObject"),
            p => Assert.True(p.GetCustomAttribute<ArgumentCompleterAttribute>() is not null, $"{name} -{p.Name} does not complete."));

    [Theory, MemberData(nameof(Names))]
    public void Switches_are_switches_and_are_off_by_default(string name) =>
        Assert.DoesNotContain(ModuleSurface.Parameters(Find(name)), p => p.PropertyType == typeof(bool));

    private static CmdletInfo Find(string name) => ModuleSurface.Cmdlets.Single(c => c.Name == name);

    private static bool IsIdentity(Type type) => type.BaseType?.Name == "ZsIdentity";

    private static Type ElementOf(Type type) => Nullable.GetUnderlyingType(type) ?? type.GetElementType() ?? type;
}
