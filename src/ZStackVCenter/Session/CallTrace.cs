namespace ZStackVCenter.Session;

/// <summary>
/// Brings the engine's lines, which all runspaces share, to the command on whose behalf they are written: it flows with the command's
/// asynchronous calls.
/// </summary>
internal static class CallTrace
{
    private static readonly AsyncLocal<Action<string>?> Current = new();

    /// <summary>Who listens from here on down the calls; null for nobody.</summary>
    public static Action<string>? Listener
    {
        get => Current.Value;
        set => Current.Value = value;
    }

    /// <summary>Gives a line to whoever listens.</summary>
    public static void Write(string line) => Listener?.Invoke(line);
}
