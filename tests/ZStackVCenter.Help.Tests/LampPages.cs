using ZStackVCenter.Help.Cmdlets;
using ZStackVCenter.Help.Pages;
using ZStackVCenter.Help.Tests.Cmdlets;

namespace ZStackVCenter.Help.Tests;

/// <summary>A folder with the page of <c>Set-ZsLamp</c> as an author would have written it, and a builder over the cmdlet.</summary>
internal sealed class LampPages : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("zs-help-");

    public LampPages()
    {
        Cmdlet = CmdletReader.Read([typeof(SetZsLampCommand)]).Single();
        Builder = new HelpBuilder([Cmdlet], "Lamps");
        Text = PageWriter.Write(Cmdlet, "Lamps", Written(Cmdlet));
    }

    public CmdletInfo Cmdlet { get; }

    public HelpBuilder Builder { get; }

    public string Folder => _folder.FullName;

    public string Output => Path.Combine(Folder, "out");

    public string PagePath => Path.Combine(Folder, "Set-ZsLamp.md");

    /// <summary>The page's text on disk.</summary>
    public string Text
    {
        get => File.ReadAllText(PagePath);
        set => File.WriteAllText(PagePath, value);
    }

    public static Page Written(CmdletInfo cmdlet) => new()
    {
        Title = cmdlet.Name,
        Date = "11/25/2026",
        Synopsis = "Changes a lamp.",
        Description = "Changes **one or more** lamps.\nThey shine at once.",
        Examples =
        [
            new Part("Off", "```powershell\nSet-ZsLamp desk -Off\n```\n\nTurns it off."),
            new Part("Amber", "```powershell\n'desk', 'door' | Set-ZsLamp -Color Amber\n```\n\n```text\nName\n----\ndesk\n```\n\nTwo lamps."),
        ],
        Parameters =
        [
            .. cmdlet.Parameters.Select(parameter => new ParameterPart(parameter.Name, $"Says {parameter.Name}.", parameter.Name == "Room" ? "hall" : "")),
        ],
        Inputs = [new Part("System.String", "A lamp's name.")],
        Outputs = [new Part("ZStackVCenter.Help.Tests.Cmdlets.ZsLamp", "The lamp.")],
        Notes = "No privilege is needed.",
        RelatedLinks = "- [Set-ZsLamp](Set-ZsLamp.md)",
    };

    public IReadOnlyList<Problem> Build() => Builder.Build(Folder, null, Output);

    /// <summary>The line of the page that holds a text, from 1.</summary>
    public int LineOf(string text) => Text.Split('\n').Index().First(line => line.Item.Contains(text, StringComparison.Ordinal)).Index + 1;

    public void Dispose() => _folder.Delete(recursive: true);
}
