using System.Globalization;

namespace ZStackVCenter.Formats;

/// <summary>Numbers with their nouns, as messages to people say them.</summary>
internal static class Quantity
{
    /// <summary><c>1 range</c>, <c>2 ranges</c>, <c>1,500 addresses</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The noun for one.</param>
    /// <param name="many">The noun for several; null for the noun with an s.</param>
    public static string Of(long count, string one, string? many = null) =>
        string.Create(CultureInfo.CurrentCulture, $"{count:N0} {(count == 1 ? one : many ?? one + "s")}");
}
