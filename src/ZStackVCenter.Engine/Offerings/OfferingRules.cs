namespace ZStackVCenter.Engine.Offerings;

/// <summary>What an offering has to keep (domain.md §7).</summary>
internal static class OfferingRules
{
    /// <summary>The least memory of a VM, in bytes.</summary>
    public const long LeastMemory = 16L << 20;

    private const int MostCpus = 1024;
    private const long MemoryUnit = 4L << 20;

    // vSphere's configuration maximums: the least and the largest disk of a VM.
    private const long LeastDisk = 1L << 20;
    private const long LargestDisk = 62L << 40;
    private const long DiskUnit = 1L << 10;

    private const string Sizes = "Write sizes as 4GB.";

    public static void CheckCpu(int? count)
    {
        if (count is < 1 or > MostCpus)
        {
            throw Invalid($"A VM has 1 to {MostCpus:N0} processors, not {count:N0}.", null, count);
        }
    }

    public static void CheckMemory(long size)
    {
        if (size < LeastMemory || size % MemoryUnit != 0)
        {
            throw Invalid($"A VM has at least 16 MB of memory, in units of 4 MB; {size:N0} bytes are not.", Sizes, size);
        }
    }

    public static void CheckDisk(long size)
    {
        if (size is < LeastDisk or > LargestDisk || size % DiskUnit != 0)
        {
            throw Invalid($"A disk has 1 MB to 62 TB, in units of 1 KB; {size:N0} {(size == 1 ? "byte is" : "bytes are")} not.", Sizes, size);
        }
    }

    private static ZsException Invalid(string message, string? action, object? target) => new(ZsErrorId.InvalidArgument, ZsErrorCategory.InvalidArgument, message, action, target);
}
