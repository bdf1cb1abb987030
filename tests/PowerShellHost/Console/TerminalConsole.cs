using System.Management.Automation;
using Spectre.Console;

namespace ZStackVCenter.PowerShellHost;

/// <summary>The terminal that this process runs in. Colours only where the terminal has them and NO_COLOR is not set.</summary>
public sealed class TerminalConsole : IShellConsole
{
    private const int NarrowestBar = 10;
    private const int WidestBar = 40;
    private readonly IAnsiConsole _terminal;
    private readonly Lock _lock = new();
    private readonly bool _live;
    private string _bar = string.Empty;
    private ProgressRecord? _last;

    private TerminalConsole()
    {
        // Spectre.Console knows the terminals, NO_COLOR and the CI systems that show colours.
        _terminal = AnsiConsole.Create(new AnsiConsoleSettings());
        Colours = _terminal.Profile.Capabilities.Ansi && _terminal.Profile.Capabilities.ColorSystem != ColorSystem.NoColors;
        _live = Colours && !System.Console.IsOutputRedirected;
        Width = System.Console.IsOutputRedirected ? 120 : Math.Max(_terminal.Profile.Width, 60);
    }

    /// <summary>The process's own terminal. There is one, since it has one progress bar.</summary>
    public static TerminalConsole Shared { get; } = new();

    /// <inheritdoc/>
    public int Width { get; }

    /// <inheritdoc/>
    public bool Colours { get; }

    /// <inheritdoc/>
    public void Write(string text)
    {
        lock (_lock)
        {
            EraseBar();
            System.Console.Out.Write(text);
            System.Console.Out.Flush();
        }
    }

    /// <inheritdoc/>
    public void WriteStream(ShellStream stream, string line)
    {
        string text = stream == ShellStream.Error ? line : $"{stream.ToString().ToUpperInvariant()}: {line}";
        ConsoleColor colour = stream switch
        {
            ShellStream.Error => ConsoleColor.Red,
            ShellStream.Debug => ConsoleColor.DarkGray,
            _ => ConsoleColor.Yellow,
        };
        Write((Colours ? Ansi.Colour(colour, text) : text) + "\n");
    }

    /// <inheritdoc/>
    public void WriteProgress(ProgressRecord record)
    {
        lock (_lock)
        {
            if (record.RecordType == ProgressRecordType.Completed)
            {
                FinishBar();
                return;
            }

            _last = record;
            if (_live)
            {
                EraseBar();
                _bar = Bar(record);
                System.Console.Out.Write(_bar);
                System.Console.Out.Flush();
            }
        }
    }

    /// <inheritdoc/>
    public string? ReadLine() => System.Console.ReadLine();

    private void EraseBar()
    {
        if (_bar.Length > 0)
        {
            System.Console.Out.Write("\r\u001b[K");
            _bar = string.Empty;
        }
    }

    // Where lines cannot be redrawn, such as a log, the bar is shown once, as it stood at the end.
    private void FinishBar()
    {
        EraseBar();
        if (_last is not null && !_live)
        {
            System.Console.Out.WriteLine(Bar(_last));
        }

        _last = null;
    }

    private string Bar(ProgressRecord record)
    {
        int room = Math.Clamp(Width - record.Activity.Length - record.StatusDescription.Length - 12, NarrowestBar, WidestBar);
        int percent = Math.Clamp(record.PercentComplete, 0, 100);
        int filled = room * percent / 100;
        string bar = new string('#', filled) + new string('.', room - filled);
        string shown = Colours ? Ansi.Colour(ConsoleColor.Cyan, bar) : bar;
        string share = record.PercentComplete < 0 ? string.Empty : $" {percent,3} %";
        return $"{record.Activity} [{shown}]{share} {record.StatusDescription}";
    }
}
