namespace ZStackVCenter.Engine.Inventory;

/// <summary>A file on a datastore as vSphere writes it: <c>[iscsi-1] web01/web01.vmx</c>.</summary>
internal static class DatastorePath
{
    /// <summary>The datastore's name; null when the text is no such path.</summary>
    public static string? Datastore(string? path) =>
        path is ['[', ..] && path.IndexOf(']', StringComparison.Ordinal) is var end and > 1 ? path[1..end] : null;

    /// <summary>The file's name without folder and extension; null when the text is no such path.</summary>
    public static string? FileName(string? path) =>
        Datastore(path) is null ? null : System.IO.Path.GetFileNameWithoutExtension(path![(path!.LastIndexOfAny(['/', ']']) + 1)..].Trim());
}
