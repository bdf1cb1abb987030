using System.Management.Automation;

namespace ZStackVCenter.PowerShellHost;

/// <summary>How a session is set up.</summary>
public sealed record ShellOptions
{
    /// <summary>The width that tables are laid out for. Ignored when <see cref="Console"/> is given.</summary>
    public int Width { get; init; } = 120;

    /// <summary>Whether prompts are answered, from <see cref="Answers"/>; without it a prompt is an error, as under <c>pwsh -NonInteractive</c>.</summary>
    public bool Interactive { get; init; }

    /// <summary>Answers to prompts, in order. Giving some makes the session interactive.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    /// <summary>The language mode: <see cref="PSLanguageMode.ConstrainedLanguage"/> for the tests of JEA.</summary>
    public PSLanguageMode LanguageMode { get; init; } = PSLanguageMode.FullLanguage;

    /// <summary>A console of the caller's own; null captures.</summary>
    public IShellConsole? Console { get; init; }

    /// <summary>The manifest of a module to import at once; null imports none.</summary>
    public string? Module { get; init; }
}
