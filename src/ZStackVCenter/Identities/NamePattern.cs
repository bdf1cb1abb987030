using System.Management.Automation;
using ZStackVCenter.Errors;

namespace ZStackVCenter.Identities;

/// <summary>A name as a user writes it: with wildcards where many are meant, or <c>vcenter/name</c> where several vCenters have it.</summary>
/// <param name="Text">The whole text.</param>
/// <param name="VCenter">What stands before the first slash; null without one.</param>
/// <param name="Name">What stands behind it.</param>
internal sealed record NamePattern(string Text, string? VCenter, string Name)
{
    /// <summary>True when many may be meant.</summary>
    public bool HasWildcards => WildcardPattern.ContainsWildcardCharacters(Text);

    public static NamePattern Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < text.Length - 1 ? new NamePattern(text, text[..slash], text[(slash + 1)..]) : new NamePattern(text, null, text);
    }

    /// <summary>PowerShell's wildcards over a name, without regard to case.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.InvalidArgument"/> when a bracket is not closed.</exception>
    public static WildcardPattern Wildcard(string pattern)
    {
        var wildcard = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        try
        {
            // It is read when it is first asked.
            wildcard.IsMatch("");
        }
        catch (WildcardPatternException e)
        {
            throw ZsErrors.BadPattern(pattern, e);
        }
        return wildcard;
    }
}
