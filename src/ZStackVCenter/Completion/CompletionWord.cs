using System.Management.Automation;
using System.Management.Automation.Language;

namespace ZStackVCenter.Completion;

/// <summary>The word that somebody began to type, and how a whole one is written in its place.</summary>
internal sealed class CompletionWord
{
    private readonly char _quote;

    public CompletionWord(string? typed)
    {
        typed ??= "";
        _quote = typed.Length > 0 && typed[0] is '\'' or '"' ? typed[0] : '\0';
        var text = typed.Trim('\'', '"');
        // Inside double quotes each backtick was typed twice; and a bracket that is not closed yet belongs to a name.
        text = _quote == '"' ? text.Replace("``", "`", StringComparison.Ordinal) : text;
        var many = WildcardPattern.ContainsWildcardCharacters(text) && (!text.Contains('[', StringComparison.Ordinal) || text.Contains(']', StringComparison.Ordinal));
        Pattern = (many ? text : WildcardPattern.Escape(WildcardPattern.Unescape(text))) + "*";
    }

    /// <summary>What names match that begin with the word.</summary>
    public string Pattern { get; }

    /// <summary>A name as an argument that may have wildcards: none of its own characters counts as one.</summary>
    public string QuoteName(string name) => Quote(WildcardPattern.ContainsWildcardCharacters(name) ? WildcardPattern.Escape(name) : name);

    /// <summary>A text as an argument: in the quotes that were begun, or in quotes of its own where the text needs them.</summary>
    public string Quote(string name)
    {
        if (_quote == '"')
        {
            return $"\"{name.Replace("`", "``", StringComparison.Ordinal).Replace("$", "`$", StringComparison.Ordinal).Replace("\"", "`\"", StringComparison.Ordinal)}\"";
        }
        var plain = name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.') && !name.StartsWith('-');
        return plain && _quote == '\0' ? name : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'";
    }
}
