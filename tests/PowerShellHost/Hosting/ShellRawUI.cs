using System.Management.Automation.Host;

namespace ZStackVCenter.PowerShellHost;

/// <summary>The console's size and colours. It has no screen buffer to read or move: that is said, not pretended.</summary>
internal sealed class ShellRawUI(IShellConsole console) : PSHostRawUserInterface
{
    private const int Height = 50;
    private const string NoScreen = "This host writes lines; it has no screen buffer.";

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override Size BufferSize { get; set; } = new(console.Width, Height);

    public override Size WindowSize { get; set; } = new(console.Width, Height);

    public override Size MaxPhysicalWindowSize => new(console.Width, Height);

    public override Size MaxWindowSize => new(console.Width, Height);

    public override Coordinates CursorPosition { get; set; }

    public override Coordinates WindowPosition { get; set; }

    public override int CursorSize { get; set; } = 25;

    public override bool KeyAvailable => false;

    public override string WindowTitle { get; set; } = "ZStackVCenter";

    public override void FlushInputBuffer()
    {
        // No key is ever waiting.
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException(NoScreen);

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException("This host reads lines, not keys.");

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        throw new NotSupportedException(NoScreen);

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw new NotSupportedException(NoScreen);

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
    {
        // Clear-Host fills the screen; a log of lines keeps what it has.
    }
}
