using System.Collections.Immutable;
using System.Globalization;

namespace ZStackVCenter.Engine.Records.Settings;

/// <summary>The settings that a person may change: everything about each of them.</summary>
internal static class KnownSettings
{
    /// <summary>All, ordered by name.</summary>
    public static ImmutableArray<KnownSetting> All { get; } =
    [
        Hours("RecycleBin.ExpiryHours", 24, 0, 24 * 365,
            "Hours after which what is in the recycle bin is removed for good by whatever works with its vCenter next; 0 keeps it until it is removed by hand."),
        Number("Task.BackgroundLimit", 16, 1, 256,
            "How many of the changes that were begun with -RunAsync go on at once in a process; the others wait their turn.", "changes"),
        Seconds("Vm.ShutdownTimeoutSec", 300, 1, 86_400,
            "Seconds that a guest system has to shut down before its VM's power is cut."),
    ];

    /// <summary>A setting by its name, without regard to case; null when there is none.</summary>
    public static KnownSetting? Find(string name) => All.FirstOrDefault(setting => setting.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static KnownSetting Hours(string name, int value, int least, int most, string description) => Number(name, value, least, most, description, "hours");

    private static KnownSetting Seconds(string name, int value, int least, int most, string description) => Number(name, value, least, most, description, "seconds");

    private static KnownSetting Number(string name, int value, int least, int most, string description, string unit)
    {
        var takes = string.Create(CultureInfo.InvariantCulture, $"a whole number of {unit}, {least} to {most}");
        return new KnownSetting(name, value.ToString(CultureInfo.InvariantCulture), $"{description} Takes {takes}.", takes, text =>
            int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
                ? number.ToString(CultureInfo.InvariantCulture)
                : null);
    }
}

/// <summary>One setting.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Default">The value that it has when nobody set one.</param>
/// <param name="Description">What it does, and which values it takes.</param>
/// <param name="Takes">Which values it takes, as the end of a sentence.</param>
/// <param name="Normalize">The one way to write a value; null for a value that it does not take.</param>
internal sealed record KnownSetting(string Name, string Default, string Description, string Takes, Func<string, string?> Normalize);
