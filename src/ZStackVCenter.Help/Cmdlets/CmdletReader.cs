namespace ZStackVCenter.Help.Cmdlets;

/// <summary>Reads the cmdlets that an assembly declares.</summary>
internal static class CmdletReader
{
    /// <summary>The public cmdlets of an assembly, by name.</summary>
    /// <param name="assembly">The assembly's file.</param>
    /// <param name="references">The files of the assemblies that it was compiled against.</param>
    public static IReadOnlyList<CmdletInfo> Read(string assembly, IEnumerable<string> references)
    {
        var context = new ModuleLoadContext(references);
        try
        {
            return Read(context.LoadFromAssemblyPath(Path.GetFullPath(assembly)).GetExportedTypes());
        }
        finally
        {
            context.Unload();
        }
    }

    /// <summary>The cmdlets among some types, by name.</summary>
    public static IReadOnlyList<CmdletInfo> Read(IEnumerable<Type> types) =>
    [
        .. types
            .Where(type => !type.IsAbstract && Attributes.OneOf(type, "Cmdlet") is not null)
            .Select(Read)
            .OrderBy(cmdlet => cmdlet.Name, StringComparer.OrdinalIgnoreCase),
    ];

    private static CmdletInfo Read(Type type)
    {
        var declaration = Attributes.OneOf(type, "Cmdlet")!;
        var names = declaration.Positional().OfType<string>().ToList();
        var own = ParameterReader.Read(type);
        var paging = declaration.Named<bool>("SupportsPaging") ? ParameterReader.OfPaging : [];
        var confirming = declaration.Named<bool>("SupportsShouldProcess") ? ParameterReader.OfShouldProcess : [];
        List<ParameterInfo> all = [.. own, .. paging, .. confirming];
        return new CmdletInfo
        {
            Verb = names[0],
            Noun = names[1],
            HelpUri = declaration.Named<string>("HelpUri") ?? "",
            Aliases = [.. Attributes.OneOf(type, "Alias")?.Positional().OfType<string>() ?? []],
            OutputTypes = [.. Attributes.Of(type, "OutputType").SelectMany(OutputsOf).Distinct()],
            Parameters = [.. own.Concat(paging).OrderBy(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase), .. confirming],
            Sets = SetsOf(all, declaration.Named<string>("DefaultParameterSetName")),
        };
    }

    private static IEnumerable<string> OutputsOf(System.Reflection.CustomAttributeData data) =>
        data.Positional().Select(value => value as string ?? TypeText.Full((Type)value!)).Where(name => name != "System.Void");

    private static IReadOnlyList<ParameterSetInfo> SetsOf(IReadOnlyList<ParameterInfo> parameters, string? standard)
    {
        var names = parameters.SelectMany(parameter => parameter.Memberships)
            .Select(membership => membership.Set)
            .Where(set => set != ParameterInfo.AllSets)
            .Concat(standard is null ? [] : [standard])
            .Distinct(StringComparer.Ordinal)
            .OrderBy(set => set != standard)
            .ToList();
        if (names.Count == 0)
        {
            names.Add(ParameterInfo.AllSets);
        }

        return [.. names.Select(name => new ParameterSetInfo(name, name == standard, InSyntaxOrder(parameters, name)))];
    }

    private static IReadOnlyList<ParameterInSet> InSyntaxOrder(IReadOnlyList<ParameterInfo> parameters, string set) =>
    [
        .. from parameter in parameters
           where !parameter.DontShow
           let membership = parameter.In(set)
           where membership is not null
           orderby membership.Position ?? int.MaxValue, membership.IsRequired descending
           select new ParameterInSet(parameter, membership),
    ];
}
