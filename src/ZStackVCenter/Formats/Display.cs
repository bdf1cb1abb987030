using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;

namespace ZStackVCenter.Formats;

/// <summary>
/// What views show in the place of raw numbers and lists. The types file makes hidden properties of these, so that the views hold no script,
/// which a constrained session would not run.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Display
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB", "PB", "EB"];

    /// <summary>Bytes in a unit that leaves at most four digits before the point: <c>1.5 TB</c>.</summary>
    public static string Bytes(long bytes)
    {
        double value = bytes;
        var unit = 0;
        while (Math.Abs(value) >= 1024 && unit < Units.Length - 1)
        {
            value /= 1024;
            unit++;
        }
        return string.Create(CultureInfo.CurrentCulture, $"{value:0.#} {Units[unit]}");
    }

    /// <summary>A moment in this computer's time zone; empty for none.</summary>
    public static string Moment(DateTime? time) =>
        time is null || time == default(DateTime) ? "" : time.Value.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary><c>MemorySize</c> as text.</summary>
    public static string MemoryText(PSObject instance) => BytesOf(instance, "MemorySize");

    /// <summary><c>MemoryUsed</c> as text.</summary>
    public static string MemoryUsedText(PSObject instance) => BytesOf(instance, "MemoryUsed");

    /// <summary><c>Size</c> as text.</summary>
    public static string SizeText(PSObject instance) => BytesOf(instance, "Size");

    /// <summary><c>ActualSize</c> as text.</summary>
    public static string ActualSizeText(PSObject instance) => BytesOf(instance, "ActualSize");

    /// <summary><c>CommittedSize</c> as text.</summary>
    public static string CommittedText(PSObject instance) => BytesOf(instance, "CommittedSize");

    /// <summary><c>TotalCapacity</c> as text.</summary>
    public static string TotalText(PSObject instance) => BytesOf(instance, "TotalCapacity");

    /// <summary><c>AvailableCapacity</c> as text.</summary>
    public static string AvailableText(PSObject instance) => BytesOf(instance, "AvailableCapacity");

    /// <summary><c>AvailablePhysicalCapacity</c> as text.</summary>
    public static string PhysicalText(PSObject instance) => BytesOf(instance, "AvailablePhysicalCapacity");

    /// <summary><c>CreatedAt</c> in local time.</summary>
    public static string CreatedText(PSObject instance) => MomentOf(instance, "CreatedAt");

    /// <summary><c>LastSeenAt</c> in local time.</summary>
    public static string SeenText(PSObject instance) => MomentOf(instance, "LastSeenAt");

    /// <summary><c>LastSyncedAt</c> in local time.</summary>
    public static string SyncedText(PSObject instance) => MomentOf(instance, "LastSyncedAt");

    /// <summary><c>StartedAt</c> in local time.</summary>
    public static string StartedText(PSObject instance) => MomentOf(instance, "StartedAt");

    /// <summary><c>FinishedAt</c> in local time.</summary>
    public static string FinishedText(PSObject instance) => MomentOf(instance, "FinishedAt");

    /// <summary><c>DeletedAt</c> in local time.</summary>
    public static string DeletedText(PSObject instance) => MomentOf(instance, "DeletedAt");

    /// <summary><c>ExpiresAt</c> in local time; empty for what never expires.</summary>
    public static string ExpiresText(PSObject instance) => MomentOf(instance, "ExpiresAt");

    /// <summary><c>Time</c> in local time.</summary>
    public static string TimeText(PSObject instance) => MomentOf(instance, "Time");

    /// <summary>The duration of a report in seconds.</summary>
    public static string DurationText(PSObject instance) =>
        Base<ZsSyncReport>(instance) is { } report ? string.Create(CultureInfo.CurrentCulture, $"{report.Duration.TotalSeconds:0.0} s") : "";

    /// <summary>The duration of a change in seconds.</summary>
    public static string TookText(PSObject instance) =>
        Base<ZsAudit>(instance) is { } audit ? string.Create(CultureInfo.CurrentCulture, $"{audit.Duration.TotalSeconds:0.0} s") : "";

    /// <summary>The arguments of a change, one a line.</summary>
    public static string ArgumentsText(PSObject instance) => Lines(Base<ZsAudit>(instance)?.Arguments.Select(a => $"-{a.Key} {a.Value}"));

    /// <summary>A report's numbers for each kind, one a line.</summary>
    public static string CountsText(PSObject instance) => Lines(Base<ZsSyncReport>(instance)?.Counts.Select(c => $"{c.Type}: {c.Total} seen, {c.Added} added, {c.Changed} changed, {c.Removed} removed"));

    /// <summary>What a report left out, one object a line with its reason.</summary>
    public static string ExclusionsText(PSObject instance) => Lines(Base<ZsSyncReport>(instance)?.Exclusions.Select(e => $"{e.Type} {e.Name}: {e.Reason}"));

    /// <summary>What vanished, one object a line with what hung on it.</summary>
    public static string VanishedText(PSObject instance) => Lines(Base<ZsSyncReport>(instance)?.Vanished.Select(v =>
        v.Dependents.Count == 0 ? $"{v.Type} {v.Name}" : $"{v.Type} {v.Name}, with {string.Join(", ", v.Dependents)}"));

    /// <summary>A report's warnings, one a line.</summary>
    public static string WarningsText(PSObject instance) => Lines(Base<ZsSyncReport>(instance)?.Warnings);

    /// <summary>The port groups of a switch.</summary>
    public static string PortGroupsText(PSObject instance) => string.Join(", ", Base<ZsSwitch>(instance)?.PortGroups.Select(g => g.ToString()) ?? []);

    /// <summary>What a change is about: the names of the properties that differ.</summary>
    public static string PropertiesText(PSObject instance) => string.Join(", ", Base<ZsChange>(instance)?.Properties ?? []);

    /// <summary>A store's counts, one table a line.</summary>
    public static string StoreCountsText(PSObject instance) => Lines(Base<ZsStore>(instance)?.Counts.Select(c => $"{c.Key}: {c.Value}"));

    /// <summary>How full a datastore is, in percent of its capacity on the device.</summary>
    public static string UsedText(PSObject instance) => Base<ZsPrimaryStorage>(instance) is { TotalCapacity: > 0 } storage
        ? string.Create(CultureInfo.CurrentCulture, $"{100.0 * (storage.TotalCapacity - storage.AvailablePhysicalCapacity) / storage.TotalCapacity:0} %")
        : "";

    /// <summary>How many addresses of a network or a range are taken, of how many.</summary>
    public static string InUseText(PSObject instance) => instance?.BaseObject switch
    {
        ZsNetwork network => $"{network.UsedCount}/{network.AddressCount}",
        ZsIpRange range => $"{range.UsedCount}/{range.AddressCount}",
        _ => "",
    };

    /// <summary>The VMs that an address was seen at.</summary>
    public static string SeenAtText(PSObject instance) => string.Join(", ", Base<ZsIpAddress>(instance)?.SeenAt ?? []);

    /// <summary>When an address was handed out, in local time.</summary>
    public static string TakenText(PSObject instance) => MomentOf(instance, "TakenAt");

    private static T? Base<T>(PSObject instance) where T : class => instance?.BaseObject as T;

    private static string BytesOf(PSObject instance, string property) => instance?.Properties[property]?.Value is long bytes ? Bytes(bytes) : "";

    private static string MomentOf(PSObject instance, string property) => Moment(instance?.Properties[property]?.Value as DateTime?);

    private static string Lines(IEnumerable<string>? lines) => string.Join(Environment.NewLine, lines ?? []);
}
