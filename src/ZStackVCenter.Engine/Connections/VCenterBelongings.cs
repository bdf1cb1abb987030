using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Engine.Connections;

/// <summary>
/// What goes with the records of a vCenter. Most of it comes back with the next synchronisation; networks with their addresses and what is in
/// the recycle bin are nowhere else.
/// </summary>
public sealed record VCenterBelongings
{
    private const int MostNamed = 3;

    /// <summary>How many records stand below it, by kind: what a synchronisation brings in.</summary>
    public IReadOnlyDictionary<ZsResourceType, int> Counts { get; init; } = new Dictionary<ZsResourceType, int>();

    /// <summary>The names of the networks that addresses are handed out on.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>How many addresses of these networks somebody has.</summary>
    public int AddressesInUse { get; init; }

    /// <summary>The names of the VMs in the recycle bin: without their records they are VMs like others, powered off, that never expire.</summary>
    public IReadOnlyList<string> RecycleBin { get; init; } = [];

    /// <summary>The tasks that are being worked on.</summary>
    public IReadOnlyList<ZsTask> Running { get; init; } = [];

    /// <summary>The operations that a killed process left, and that nobody can end without the vCenter.</summary>
    internal IReadOnlyList<OperationRow> Abandoned { get; init; } = [];

    /// <summary>What only the records hold, one phrase for each kind; empty when nothing would be lost.</summary>
    public IReadOnlyList<string> Losses
    {
        get
        {
            var losses = new List<string>();
            if (Networks.Count > 0)
            {
                losses.Add($"{Count(Networks.Count, "network", "networks")} with {Count(AddressesInUse, "address", "addresses")} in use ({Names(Networks)})");
            }
            if (RecycleBin.Count > 0)
            {
                losses.Add($"{Count(RecycleBin.Count, "virtual machine", "virtual machines")} in the recycle bin ({Names(RecycleBin)})");
            }
            if (Abandoned.Count > 0)
            {
                losses.Add($"{Count(Abandoned.Count, "unfinished task", "unfinished tasks")} ({Names([.. Abandoned.Select(a => $"{a.Action} of '{a.Subject.Name}'")])})");
            }
            return losses;
        }
    }

    /// <summary>Refuses the removal when it must not be.</summary>
    /// <param name="vCenter">The vCenter's name.</param>
    /// <param name="force">Whether what only the records hold may go.</param>
    /// <exception cref="ZsException"><see cref="ZsErrorId.ResourceBusy"/>; <see cref="ZsErrorId.VCenterInUse"/>.</exception>
    public void Require(string vCenter, bool force)
    {
        if (Running.Count > 0)
        {
            throw new ZsException(ZsErrorId.ResourceBusy, ZsErrorCategory.ResourceBusy,
                $"vCenter '{vCenter}' is being worked on by {Count(Running.Count, "task", "tasks")}: {Names([.. Running.Select(t => $"{t.Action} of '{t.Resource}'")])}.",
                "Wait for them with Get-ZsTask -State Running, Waiting | Wait-ZsTask, or stop them with Stop-ZsTask.", vCenter);
        }
        if (!force && Losses is { Count: > 0 } losses)
        {
            throw new ZsException(ZsErrorId.VCenterInUse, ZsErrorCategory.ResourceExists,
                $"With vCenter '{vCenter}' would go what only these records hold: {string.Join("; ", losses)}.",
                "Keep a copy with Backup-ZsStore, and give -Force; or remove them first. To end the session only, use Disconnect-ZsVCenter.", vCenter);
        }
    }

    private static string Count(int count, string one, string many) => $"{count:N0} {(count == 1 ? one : many)}";

    private static string Names(IReadOnlyList<string> names) => string.Join(", ", names.Take(MostNamed)) + (names.Count > MostNamed ? " and others" : "");
}
