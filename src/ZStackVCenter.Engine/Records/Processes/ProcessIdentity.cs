using System.ComponentModel;
using System.Diagnostics;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>
/// Who a process is to the other processes that share the records: what a lease or a running operation is marked with, so that the next
/// process can tell one that works from one that was killed.
/// </summary>
/// <param name="OwnerId">Made anew for each process.</param>
/// <param name="ProcessId">The operating system's number, which means something within <paramref name="Scope"/> only.</param>
/// <param name="StartedAt">When the process started, as <see cref="RecordText.ToMicroseconds"/> writes it: numbers are used again.</param>
/// <param name="Computer">The computer's name.</param>
/// <param name="Scope">The running system that numbers the processes: a boot, and on Linux a PID namespace, of a computer.</param>
internal sealed record ProcessIdentity(Guid OwnerId, int ProcessId, long StartedAt, string Computer, string Scope)
{
    // Start times are computed from the time since boot, and differ a little from look to look.
    private const long StartTolerance = 2_000_000;

    /// <summary>This process.</summary>
    public static ProcessIdentity Current { get; } = Read();

    /// <summary>
    /// Whether the process still runs; null when that cannot be told from here because it is of another computer or container: its
    /// heartbeat tells.
    /// </summary>
    public bool? IsRunning()
    {
        if (Computer != Current.Computer || Scope != Current.Scope || Scope.Length == 0)
        {
            return null;
        }
        if (ProcessId == Current.ProcessId)
        {
            return Math.Abs(Current.StartedAt - StartedAt) <= StartTolerance;
        }
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return Math.Abs(RecordText.ToMicroseconds(process.StartTime) - StartedAt) <= StartTolerance;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (Win32Exception)
        {
            // Another user's process keeps its start to itself.
            return null;
        }
    }

    private static ProcessIdentity Read()
    {
        using var process = Process.GetCurrentProcess();
        return new ProcessIdentity(
            Guid.CreateVersion7(), Environment.ProcessId, RecordText.ToMicroseconds(process.StartTime), Environment.MachineName, ReadScope());
    }

    private static string ReadScope()
    {
        if (!OperatingSystem.IsLinux())
        {
            return Environment.MachineName;
        }
        try
        {
            return File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() + " " + new FileInfo("/proc/self/ns/pid").LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
