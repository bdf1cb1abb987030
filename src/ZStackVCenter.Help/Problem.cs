namespace ZStackVCenter.Help;

/// <summary>
/// A place where a page cannot be built, or says something else than the code does. Its text has the form that MSBuild knows
/// as an error, so that a build and an editor show the file and the line.
/// </summary>
/// <param name="File">The page's path.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Text">What is wrong, and what to do.</param>
internal sealed record Problem(string File, int Line, string Text)
{
    public override string ToString() => $"{File}({Line}): error ZSHELP: {Text}";
}
