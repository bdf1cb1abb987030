using System.Collections;
using System.Management.Automation;
using System.Reflection;
using System.Xml.Linq;

namespace ZStackVCenter.Tests.Surface;

/// <summary>The manifest, the types that the module shows, and what it must not show.</summary>
public sealed class ManifestTests
{
    private static readonly string Folder = Path.GetDirectoryName(Repository.ModuleManifest)!;

    [Fact]
    public void The_manifest_lists_exactly_the_commands_that_there_are()
    {
        var classes = ModuleSurface.Assembly.GetExportedTypes().Select(t => t.GetCustomAttribute<CmdletAttribute>()).OfType<CmdletAttribute>()
            .Select(c => $"{c.VerbName}-{c.NounName}").Order();
        Assert.Equal(classes, List("CmdletsToExport").Order());
        Assert.Equal(classes, ModuleSurface.Cmdlets.Select(c => c.Name).Order());
    }

    [Fact]
    public void Nothing_but_commands_is_exported()
    {
        Assert.Empty(List("FunctionsToExport"));
        Assert.Empty(List("AliasesToExport"));
        Assert.Empty(List("VariablesToExport"));
    }

    [Fact]
    public void The_manifest_says_where_the_module_runs_and_whose_it_is()
    {
        Assert.Equal("ZStackVCenter.dll", Manifest["RootModule"]);
        Assert.Equal("7.6", Manifest["PowerShellVersion"]);
        Assert.Equal(["Core"], List("CompatiblePSEditions"));
        var data = (Hashtable)((Hashtable)Manifest["PrivateData"]!)["PSData"]!;
        Assert.Superset(new HashSet<string> { "PSEdition_Core", "Windows", "Linux", "macOS" }, new HashSet<string>(((object[])data["Tags"]!).Cast<string>()));
        Assert.All(["LicenseUri", "ReleaseNotes"], key => Assert.NotNull(data[key]));
        Assert.All(["RequiredModules", "ScriptsToProcess", "NestedModules"], key => Assert.False(Manifest.ContainsKey(key)));
    }

    [Fact]
    public void The_version_is_the_one_of_the_build() =>
        Assert.Equal(ModuleSurface.Assembly.GetName().Version!.ToString(3), Manifest["ModuleVersion"]);

    [Fact]
    public void The_module_folder_holds_no_PowerShell_and_its_top_holds_no_package()
    {
        Assert.Empty(Directory.GetFiles(Folder, "System.Management.Automation.dll", SearchOption.AllDirectories));
        Assert.Equal(["ZStackVCenter.Model.dll", "ZStackVCenter.dll"], Directory.GetFiles(Folder, "*.dll").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_file_that_the_manifest_names_is_there() =>
        Assert.All(List("FormatsToProcess").Concat(List("TypesToProcess")), f => Assert.True(File.Exists(Path.Combine(Folder, f)), f));

    [Fact]
    public void No_public_type_shows_a_type_of_lib()
    {
        string[] allowed = ["ZStackVCenter", "ZStackVCenter.Model", "System.Management.Automation"];
        var shown = ModuleSurface.Assembly.GetExportedTypes().SelectMany(t => Shown(t).Select(s => (Type: t, Shows: s)))
            .Where(p => p.Shows.Assembly.GetName().Name is { } name && !allowed.Contains(name) && p.Shows.Assembly != typeof(object).Assembly && !name.StartsWith("System.", StringComparison.Ordinal))
            .Select(p => $"{p.Type} shows {p.Shows}");
        Assert.Empty(shown);
    }

    [Fact]
    public void Views_have_at_most_eight_columns_that_fit_in_a_hundred()
    {
        const int Screen = 100;
        foreach (var view in Directory.GetFiles(Path.Combine(Folder, "Formats"), "*.Format.ps1xml").SelectMany(f => XDocument.Load(f).Descendants("View")))
        {
            var columns = view.Descendants("TableColumnHeader").ToList();
            var width = columns.Sum(c => (int?)c.Element("Width") ?? 0) + columns.Count - 1;
            Assert.True(columns.Count <= 8, $"{view.Element("Name")!.Value} has {columns.Count} columns.");
            Assert.True(columns.Count(c => c.Element("Width") is null) <= 1, $"{view.Element("Name")!.Value}: only the last column takes what is left.");
            Assert.True(width + 8 <= Screen, $"{view.Element("Name")!.Value} is {width} wide without its last column.");
            Assert.Equal(columns.Count, view.Descendants("TableColumnItem").Count());
        }
    }

    [Fact]
    public void Every_type_that_a_command_writes_has_a_table_or_a_list()
    {
        var viewed = Directory.GetFiles(Path.Combine(Folder, "Formats"), "*.Format.ps1xml").SelectMany(f => XDocument.Load(f).Descendants("ViewSelectedBy").Descendants("TypeName")).Select(t => t.Value).ToHashSet();
        var written = ModuleSurface.Cmdlets.SelectMany(c => c.OutputType).Select(o => o.Type).Where(t => t?.Assembly == typeof(ZsVm).Assembly).Select(t => t.FullName!).Distinct();
        Assert.All(written, t => Assert.Contains(t, viewed));
    }

    [Fact]
    public void Every_property_that_a_view_shows_is_there()
    {
        var extra = Directory.GetFiles(Path.Combine(Folder, "Formats"), "*.Types.ps1xml").SelectMany(f => XDocument.Load(f).Descendants("Type"))
            .ToDictionary(t => t.Element("Name")!.Value, t => t.Descendants("CodeProperty").Select(p => p.Element("Name")!.Value).ToHashSet());
        foreach (var view in Directory.GetFiles(Path.Combine(Folder, "Formats"), "*.Format.ps1xml").SelectMany(f => XDocument.Load(f).Descendants("View")))
        {
            var name = view.Descendants("TypeName").First().Value.Split('#')[0];
            var type = typeof(ZsVm).Assembly.GetType(name, throwOnError: true)!;
            Assert.All(view.Descendants("PropertyName").Select(p => p.Value), p =>
                Assert.True(type.GetProperty(p) is not null || extra.GetValueOrDefault(name, []).Contains(p), $"{name} has no {p}."));
        }
    }

    private static Hashtable Manifest { get; } = Read();

    private static IEnumerable<string> List(string key) => ((object[])Manifest[key]!).Cast<string>();

    private static Hashtable Read()
    {
        using var shell = PowerShellSession.Create();
        // The file holds data alone, so it may simply be run.
        return (Hashtable)shell.Run(File.ReadAllText(Repository.ModuleManifest)).Succeed().Objects.Single().BaseObject;
    }

    private static IEnumerable<Type> Shown(Type type)
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var methods = type.GetMethods(All).Where(m => m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly);
        return methods.SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType))
            .Concat(type.GetFields(All).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly).Select(f => f.FieldType))
            .Concat(type.GetConstructors(All).Where(c => c.IsPublic || c.IsFamily).SelectMany(c => c.GetParameters().Select(p => p.ParameterType)))
            .Concat(type.GetInterfaces()).Append(type.BaseType ?? typeof(object))
            .SelectMany(Parts);
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!) : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()) : [type];
}
