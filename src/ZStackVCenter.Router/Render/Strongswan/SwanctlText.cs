namespace ZStackVCenter.Router.Render.Strongswan;

/// <summary>The one place where a text becomes a value of swanctl.conf (strongswan.conf(5), "strings").</summary>
internal static class SwanctlText
{
    /// <summary>The text in double quotes, with what would end them escaped. Line breaks cannot get here: the verifier refuses them.</summary>
    public static string Quote(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
