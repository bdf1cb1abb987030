using System.Text.RegularExpressions;

namespace ZStackVCenter.Session;

/// <summary>Tells a database's address from a file's path, and keeps its password out of sight.</summary>
internal static partial class StoreAddress
{
    /// <summary>True for <c>postgresql://…</c> and for an Npgsql connection string; anything else is a path.</summary>
    public static bool IsDatabase(string place) => DatabasePattern().IsMatch(place);

    /// <summary>True when the address holds a password.</summary>
    public static bool HasPassword(string place) => IsDatabase(place) && PasswordPattern().IsMatch(place);

    /// <summary>The place as it may be shown.</summary>
    public static string Shown(string place) => IsDatabase(place) ? PasswordPattern().Replace(place, "${before}***") : place;

    [GeneratedRegex(@"^(postgres(ql)?://|Host=|Server=)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DatabasePattern();

    [GeneratedRegex(@"(?<before>://[^/@:]*:|[;?&\s](password|pwd)\s*=\s*)('[^']*'|""[^""]*""|[^@;&]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PasswordPattern();
}
