using System.Management.Automation.Language;

namespace ZStackVCenter.PowerShellHost;

/// <summary>Runs a script statement by statement and shows it as if a user typed it at the prompt.</summary>
public sealed class ScriptRunner(PowerShellSession session, IShellConsole console)
{
    private const string Prompt = "PS> ";
    private const string More = ">> ";

    /// <summary>Runs the whole script. False when a statement ended by an error or the script does not parse.</summary>
    public bool Run(string script)
    {
        ScriptBlockAst tree = Parser.ParseInput(script, out Token[] tokens, out ParseError[] errors);
        foreach (ParseError error in errors)
        {
            console.WriteStream(ShellStream.Error, $"line {error.Extent.StartLineNumber}: {error.Message}");
        }

        if (errors.Length > 0)
        {
            return false;
        }

        bool clean = true;
        // What stands before the first statement is the script's own help and parameters, which a user does not type.
        int done = tree.EndBlock.Statements.Count > 0 ? tree.ParamBlock?.Extent.EndOffset ?? 0 : 0;
        foreach (StatementAst statement in tree.EndBlock.Statements)
        {
            Comments(tokens, done, statement.Extent.StartOffset);
            done = statement.Extent.EndOffset;
            Echo(statement.Extent.Text);
            clean &= session.Run(statement.Extent.Text).Errors.Count == 0;
            if (session.ExitCode is not null)
            {
                return clean;
            }
        }

        Comments(tokens, done, script.Length);
        return clean;
    }

    private void Comments(Token[] tokens, int from, int to)
    {
        foreach (Token comment in tokens.Where(t => t.Kind == TokenKind.Comment && t.Extent.StartOffset >= from && t.Extent.EndOffset <= to))
        {
            string text = comment.Text.StartsWith("<#", StringComparison.Ordinal) ? comment.Text.Trim('<', '#', '>').Trim() : comment.Text;
            console.Write($"\n{(console.Colours ? Ansi.Grey + text + Ansi.Reset : text)}\n");
        }
    }

    private void Echo(string statement)
    {
        string[] lines = statement.ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string prompt = i == 0 ? Prompt : More;
            console.Write((console.Colours ? Ansi.Green + prompt + Ansi.Reset : prompt) + lines[i] + "\n");
        }
    }
}
