using ZStackVCenter.Help.Markdown;

namespace ZStackVCenter.Help.Pages;

/// <summary>
/// A cmdlet's help page: the prose of its author. What the code says (syntax, types, sets, aliases) is not here; <see cref="PageWriter"/>
/// takes that from the cmdlet.
/// </summary>
internal sealed record Page
{
    public required string Title { get; init; }

    /// <summary>When its author last read it through; as it stands in the front matter.</summary>
    public string Date { get; init; } = "";

    public required string Synopsis { get; init; }

    public required string Description { get; init; }

    /// <summary>Title and markdown of each example.</summary>
    public required IReadOnlyList<Part> Examples { get; init; }

    /// <summary>Name and description of each parameter.</summary>
    public required IReadOnlyList<ParameterPart> Parameters { get; init; }

    /// <summary>What may come through the pipeline: type and description.</summary>
    public required IReadOnlyList<Part> Inputs { get; init; }

    /// <summary>What is written: type and description.</summary>
    public required IReadOnlyList<Part> Outputs { get; init; }

    public string Notes { get; init; } = "";

    /// <summary>A markdown list of links.</summary>
    public string RelatedLinks { get; init; } = "";

    /// <summary>The part about a parameter; null when the page does not know it.</summary>
    public ParameterPart? Find(string parameter) =>
        Parameters.FirstOrDefault(part => part.Name.Equals(parameter, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A titled piece of a page.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Markdown">What stands below.</param>
/// <param name="Line">The heading's line in the file, from 1; 0 when it is not from a file.</param>
internal sealed record Part(string Title, string Markdown, int Line = 0)
{
    /// <summary>The first block of PowerShell; null when there is none.</summary>
    public Preformatted? Code => PlainText.Read(Markdown).OfType<Preformatted>().FirstOrDefault(block => block.Language == "powershell");

    /// <summary>An example's title without its number: <c>Two at once</c> of <c>Example 2: Two at once</c>.</summary>
    public string Subject => Title.Split(": ", 2) is [var number, var subject] && number.StartsWith("Example ", StringComparison.Ordinal)
        ? subject
        : Title;
}

/// <summary>What a page says of a parameter.</summary>
/// <param name="Name">Its name, without the dash.</param>
/// <param name="Markdown">The description.</param>
/// <param name="Default">The value that it has when it is left out, where the code does not carry it.</param>
/// <param name="Line">The heading's line in the file, from 1; 0 when it is not from a file.</param>
internal sealed record ParameterPart(string Name, string Markdown, string Default = "", int Line = 0);
