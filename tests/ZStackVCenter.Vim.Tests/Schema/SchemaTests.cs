using System.Reflection;
using Xunit;
using ZStackVCenter.Vim.Types;
using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Tests.Schema;

/// <summary>Holds what is written down here by hand against the schema that VMware published.</summary>
public sealed class SchemaTests
{
    private static readonly Type[] All = typeof(VimClient).Assembly.GetTypes();

    public static TheoryData<string> RecordNames => [.. Records.Select(t => t.Name).Order()];

    public static TheoryData<string> MethodNames => [.. Methods.Select(m => m.Name).Order()];

    public static TheoryData<string> EnumNames => [.. Enums.Select(t => t.Name).Order()];

    private static IEnumerable<Type> Records => All.Where(t => t.GetCustomAttribute<VimTypeAttribute>() is not null && t != typeof(DynamicData));

    private static IEnumerable<Type> Enums => All.Where(t => t.IsEnum && t.GetCustomAttribute<VimEnumAttribute>() is not null);

    private static IEnumerable<MethodInfo> Methods => All.Where(t => t.IsAbstract && t.IsSealed)
        .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static)).Where(m => m.GetCustomAttribute<VimMethodAttribute>() is not null);

    [Theory]
    [MemberData(nameof(RecordNames))]
    public void A_record_has_the_elements_of_its_type_in_the_schemas_order_and_its_base(string name)
    {
        var record = Records.Single(t => t.Name == name);
        var type = PublishedSchema.Types[record.GetCustomAttribute<VimTypeAttribute>()!.Name ?? name];
        AssertInOrder(Elements(record), [.. type.Elements.Select(e => e.Name)]);
        Assert.Contains(record.BaseType!.Name, Bases(type).DefaultIfEmpty(nameof(DynamicData)));
    }

    [Theory]
    [MemberData(nameof(MethodNames))]
    public void A_method_has_the_arguments_of_the_schema_in_its_order_and_all_that_are_required(string name)
    {
        var method = Methods.Single(m => m.Name == name);
        var arguments = PublishedSchema.Arguments(method.GetCustomAttribute<VimMethodAttribute>()!.Name ?? name);
        Assert.NotNull(arguments);
        var ours = method.GetParameters().Skip(2).SkipLast(1).Select(p => p.Name!).ToList();
        AssertInOrder(ours, [.. arguments.Elements.Select(e => e.Name)]);
        var missing = arguments.Elements.Where(e => e.Required && e.Name != "_this").Select(e => e.Name).Except(ours);
        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(EnumNames))]
    public void An_enumeration_has_the_names_of_the_schema(string name)
    {
        var values = PublishedSchema.Values[name].ToHashSet();
        Assert.NotEmpty(values);
        foreach (var field in Enums.Single(t => t.Name == name).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.GetRawConstantValue() is not 0))
        {
            Assert.Contains(field.GetCustomAttribute<VimNameAttribute>()?.Name ?? Camel(field.Name), values);
        }
    }

    [Fact]
    public void What_is_sent_has_every_element_that_the_schema_requires()
    {
        var missing = Sent().SelectMany(record =>
        {
            var type = PublishedSchema.Types[record.GetCustomAttribute<VimTypeAttribute>()!.Name ?? record.Name];
            return type.Elements.Where(e => e.Required).Select(e => e.Name).Except(Elements(record)).Select(e => record.Name + "." + e);
        });
        Assert.Empty(missing);
    }

    // The records that an argument may be or hold, with what derives from them.
    private static HashSet<Type> Sent()
    {
        var found = new HashSet<Type>();
        var next = new Stack<Type>(Methods.SelectMany(m => m.GetParameters()).Select(p => Item(p.ParameterType)).Concat([typeof(PropertyFilterSpec)]));
        while (next.TryPop(out var type))
        {
            if (type != typeof(DynamicData) && typeof(DynamicData).IsAssignableFrom(type) && found.Add(type))
            {
                type.GetProperties().Select(p => Item(p.PropertyType)).Concat(Records.Where(type.IsAssignableFrom)).ToList().ForEach(next.Push);
            }
        }

        return found;
    }

    private static Type Item(Type type) => type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GenericTypeArguments[0] : type;

    private static List<string> Elements(Type record) => [.. record
        .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(p => p.SetMethod?.IsPublic == true)
        .OrderBy(p => p.MetadataToken)
        .Select(p => p.GetCustomAttribute<VimNameAttribute>()?.Name ?? Camel(p.Name))];

    private static IEnumerable<string> Bases(SchemaType type)
    {
        for (var name = type.Base; name is not null; name = PublishedSchema.Types.GetValueOrDefault(name)?.Base)
        {
            yield return name;
        }
    }

    private static void AssertInOrder(IReadOnlyList<string> ours, List<string> schema)
    {
        Assert.Empty(ours.Except(schema));
        Assert.Equal(ours.OrderBy(schema.IndexOf), ours);
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
