namespace ZStackVCenter.PowerShellHost;

/// <summary>Escape sequences for colours (ECMA-48 SGR).</summary>
internal static class Ansi
{
    public const string Reset = "\u001b[0m";
    public const string Grey = "\u001b[90m";
    public const string Green = "\u001b[32m";

    public static string Colour(ConsoleColor colour, string text) => $"\u001b[{Code(colour)}m{text}{Reset}";

    // ConsoleColor counts blue, green, red as bits 0-2; SGR counts red, green, blue.
    private static int Code(ConsoleColor colour)
    {
        int value = (int)colour;
        int sgr = ((value & 1) << 2) | (value & 2) | ((value & 4) >> 2);
        return ((value & 8) == 0 ? 30 : 90) + sgr;
    }
}
