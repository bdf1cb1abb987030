using System.Text;

namespace ZStackVCenter.Help.Cmdlets;

/// <summary>Writes a parameter set as the line that a user would type.</summary>
internal static class SyntaxText
{
    private const int Width = 110;

    /// <summary>The set's syntax, folded where it is long, each further line one space in.</summary>
    public static string Write(CmdletInfo cmdlet, ParameterSetInfo set)
    {
        var text = new StringBuilder(cmdlet.Name);
        var column = text.Length;
        foreach (var word in set.Parameters.Select(Word).Append("[<CommonParameters>]"))
        {
            if (column + 1 + word.Length > Width)
            {
                text.Append('\n');
                column = 0;
            }

            text.Append(' ').Append(word);
            column += 1 + word.Length;
        }

        return text.ToString();
    }

    private static string Word(ParameterInSet member)
    {
        var (parameter, membership) = member;
        var name = $"-{parameter.Name}";
        if (membership.Position is not null)
        {
            name = $"[{name}]";
        }

        var word = parameter.IsSwitch ? name : $"{name} <{parameter.ShortType}>";
        return membership.IsRequired ? word : $"[{word}]";
    }
}
