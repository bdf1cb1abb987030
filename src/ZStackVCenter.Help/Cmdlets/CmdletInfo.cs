namespace ZStackVCenter.Help.Cmdlets;

/// <summary>A cmdlet as its compiled class declares it: all that a help page must not say in its own words.</summary>
internal sealed record CmdletInfo
{
    public required string Verb { get; init; }

    public required string Noun { get; init; }

    public string Name => $"{Verb}-{Noun}";

    /// <summary>The address of the online page; empty when the class names none.</summary>
    public string HelpUri { get; init; } = "";

    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The full names of the types that it says it writes.</summary>
    public IReadOnlyList<string> OutputTypes { get; init; } = [];

    /// <summary>By name, with <c>Confirm</c> and <c>WhatIf</c> last.</summary>
    public required IReadOnlyList<ParameterInfo> Parameters { get; init; }

    /// <summary>The default set first.</summary>
    public required IReadOnlyList<ParameterSetInfo> Sets { get; init; }

    /// <summary>The parameter of that name or alias; null when there is none.</summary>
    public ParameterInfo? Find(string parameter) => Parameters.FirstOrDefault(candidate =>
        candidate.Name.Equals(parameter, StringComparison.OrdinalIgnoreCase)
        || candidate.Aliases.Contains(parameter, StringComparer.OrdinalIgnoreCase));
}

/// <summary>A parameter set, with its parameters in the order of a syntax line.</summary>
/// <param name="Name">Its name; <see cref="ParameterInfo.AllSets"/> when the cmdlet declares none.</param>
/// <param name="IsDefault">True for the set that PowerShell takes when the arguments leave a choice.</param>
/// <param name="Parameters">The members, each with what this set says of it.</param>
internal sealed record ParameterSetInfo(string Name, bool IsDefault, IReadOnlyList<ParameterInSet> Parameters);

/// <summary>A parameter as one parameter set sees it.</summary>
internal sealed record ParameterInSet(ParameterInfo Parameter, Membership Membership);

/// <summary>What a parameter set says of a parameter.</summary>
/// <param name="Set">The set's name, or <see cref="ParameterInfo.AllSets"/>.</param>
internal sealed record Membership(string Set)
{
    /// <summary>From 0; null for a parameter that must be named.</summary>
    public int? Position { get; init; }

    public bool IsRequired { get; init; }

    public bool FromPipeline { get; init; }

    public bool FromPipelineByPropertyName { get; init; }

    public bool FromRemainingArguments { get; init; }
}

/// <summary>A parameter as its property declares it.</summary>
internal sealed record ParameterInfo
{
    /// <summary>PowerShell's own name for "every parameter set".</summary>
    public const string AllSets = "__AllParameterSets";

    public required string Name { get; init; }

    /// <summary>Its type as a page shows it: <c>System.String[]</c>.</summary>
    public required string FullType { get; init; }

    /// <summary>Its type as a syntax line shows it: <c>string[]</c>; empty for a switch.</summary>
    public required string ShortType { get; init; }

    public bool IsSwitch => ShortType.Length == 0;

    public bool IsArray => FullType.EndsWith("[]", StringComparison.Ordinal);

    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The names of its enum's values or of its <c>ValidateSet</c>; empty when it takes anything of its type.</summary>
    public IReadOnlyList<string> AcceptedValues { get; init; } = [];

    /// <summary>What <c>PSDefaultValue</c> says; empty when the property does not carry it.</summary>
    public string DefaultValue { get; init; } = "";

    public string HelpMessage { get; init; } = "";

    public bool SupportsWildcards { get; init; }

    /// <summary>True when completion and syntax hide it.</summary>
    public bool DontShow { get; init; }

    public required IReadOnlyList<Membership> Memberships { get; init; }

    /// <summary>What the given set says of the parameter; null when it is no member.</summary>
    public Membership? In(string set) =>
        Memberships.FirstOrDefault(membership => membership.Set == set)
        ?? Memberships.FirstOrDefault(membership => membership.Set == AllSets);
}
