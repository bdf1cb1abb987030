using System.Runtime.InteropServices;

namespace ZStackVCenter.Engine.Records.Store;

/// <summary>Gives a finished file its name, when nobody else was first: whoever finds the name finds all of the file.</summary>
internal static class NewFile
{
    private const int Exists = 17;

    /// <summary>Names a draft in the same folder; false when the name is taken, and the draft then stays.</summary>
    /// <remarks>.NET's own move without overwriting looks first and renames then on Unix; between the two another process may come.</remarks>
    public static bool TryPublish(string draft, string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            if (Link(draft, path) == 0)
            {
                File.Delete(draft);
                return true;
            }
            if (Marshal.GetLastPInvokeError() == Exists)
            {
                return false;
            }
        }
        // Windows, where a move is one step, or a file system without hard links.
        try
        {
            File.Move(draft, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    // link(2): POSIX says that it fails with EEXIST when the name is there, whoever made it.
    [DllImport("libc", EntryPoint = "link", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);
}
