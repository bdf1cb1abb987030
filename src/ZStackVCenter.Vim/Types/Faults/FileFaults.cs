using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>Something about a file (FileFault in the vSphere API).</summary>
[VimType]
public partial record FileFault : MethodFault
{
    /// <summary>The file.</summary>
    public string File { get; init; } = "";
}

/// <summary>The file does not exist (FileNotFound in the vSphere API).</summary>
[VimType]
public sealed partial record FileNotFound : FileFault;

/// <summary>The file exists already (FileAlreadyExists in the vSphere API).</summary>
[VimType]
public sealed partial record FileAlreadyExists : FileFault;

/// <summary>The file is in use (FileLocked in the vSphere API).</summary>
[VimType]
public sealed partial record FileLocked : FileFault;

/// <summary>The file cannot be opened (CannotAccessFile in the vSphere API).</summary>
[VimType]
public sealed partial record CannotAccessFile : FileFault;

/// <summary>The file cannot be deleted (CannotDeleteFile in the vSphere API).</summary>
[VimType]
public sealed partial record CannotDeleteFile : FileFault;

/// <summary>The datastore has no room (NoDiskSpace in the vSphere API).</summary>
[VimType]
public sealed partial record NoDiskSpace : FileFault
{
    /// <summary>The datastore.</summary>
    public string Datastore { get; init; } = "";
}
