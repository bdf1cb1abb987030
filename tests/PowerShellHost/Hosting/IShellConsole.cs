using System.Management.Automation;

namespace ZStackVCenter.PowerShellHost;

/// <summary>Where a host's output goes: to a test that reads it, or to a terminal.</summary>
public interface IShellConsole
{
    /// <summary>The width in columns, which tables are laid out for.</summary>
    int Width { get; }

    /// <summary>True when escape sequences for colours are understood and wanted.</summary>
    bool Colours { get; }

    /// <summary>Writes text as it is.</summary>
    void Write(string text);

    /// <summary>Writes a line of a stream: error, warning, verbose, debug.</summary>
    void WriteStream(ShellStream stream, string line);

    /// <summary>Shows progress.</summary>
    void WriteProgress(ProgressRecord record);

    /// <summary>Reads a line from the user, or null when there is nobody to ask.</summary>
    string? ReadLine();
}

/// <summary>The streams of PowerShell that a host shows in a way of their own.</summary>
public enum ShellStream
{
    /// <summary>Error records.</summary>
    Error,

    /// <summary>Warnings.</summary>
    Warning,

    /// <summary>Verbose messages.</summary>
    Verbose,

    /// <summary>Debug messages.</summary>
    Debug,
}
