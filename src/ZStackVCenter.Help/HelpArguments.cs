namespace ZStackVCenter.Help;

/// <summary>What the program was asked to do.</summary>
internal sealed record HelpArguments
{
    public const string Usage = """
        usage: ZStackVCenter.Help build|update --assembly FILE --references FILE --pages FOLDER [--about FOLDER] [--output FOLDER]

          build    check the pages against the cmdlets and write the MAML file and the about topics into the output folder
          update   bring the pages' syntax and parameter blocks up to date with the cmdlets; write a skeleton for a missing page

          --assembly    the assembly with the cmdlets
          --references  a text file with the assemblies that it was compiled against, one a line
          --pages       the folder with a markdown page for each cmdlet (PlatyPS schema 2024-05-01)
          --about       the folder with the about topics, in markdown
          --output      the culture's folder in the module, such as en-US
        """;

    /// <summary><c>build</c> or <c>update</c>.</summary>
    public required string Verb { get; init; }

    public required string Assembly { get; init; }

    public required IReadOnlyList<string> References { get; init; }

    public required string Pages { get; init; }

    /// <summary>Null when there are no about topics.</summary>
    public string? About { get; init; }

    /// <summary>Null for <c>update</c>.</summary>
    public string? Output { get; init; }

    /// <summary>Reads a command line.</summary>
    /// <exception cref="FormatException">It is not one that <see cref="Usage"/> describes.</exception>
    public static HelpArguments Parse(IReadOnlyList<string> words)
    {
        if (words.Count == 0 || words[0] is not ("build" or "update"))
        {
            throw new FormatException("The first word is 'build' or 'update'.");
        }

        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 1; index < words.Count; index += 2)
        {
            var name = words[index];
            if (name is not ("--assembly" or "--references" or "--pages" or "--about" or "--output"))
            {
                throw new FormatException($"'{name}' is no option.");
            }

            if (index + 1 == words.Count)
            {
                throw new FormatException($"'{name}' needs a value.");
            }

            options[name] = words[index + 1];
        }

        string Needed(string name) =>
            options.TryGetValue(name, out var value) ? value : throw new FormatException($"'{name}' is missing.");

        return new HelpArguments
        {
            Verb = words[0],
            Assembly = Needed("--assembly"),
            References = [.. File.ReadLines(Needed("--references")).Where(line => line.Length > 0)],
            Pages = Needed("--pages"),
            About = options.GetValueOrDefault("--about"),
            Output = words[0] == "build" ? Needed("--output") : null,
        };
    }
}
