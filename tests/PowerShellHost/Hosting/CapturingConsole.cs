using System.Management.Automation;
using System.Text;

namespace ZStackVCenter.PowerShellHost;

/// <summary>A console that keeps what is written, and answers prompts from a script of answers.</summary>
public sealed class CapturingConsole : IShellConsole
{
    private readonly StringBuilder _text = new();
    private readonly Queue<string> _answers = new();
    private readonly Lock _lock = new();

    /// <summary>A console of so many columns.</summary>
    public CapturingConsole(int width = 120) => Width = width;

    /// <inheritdoc/>
    public int Width { get; }

    /// <inheritdoc/>
    public bool Colours => false;

    /// <summary>Answers a prompt, by its last line, for which no answer was given beforehand; null leaves it unanswered.</summary>
    public Func<string, string?>? Person { get; init; }

    /// <summary>Gives the answer to a prompt to come; answers are used in the order in which they were given.</summary>
    public void Answer(string text)
    {
        lock (_lock)
        {
            _answers.Enqueue(text);
        }
    }

    /// <summary>Takes everything that was written since the last call.</summary>
    public string Take()
    {
        lock (_lock)
        {
            string text = _text.ToString();
            _text.Clear();
            return text;
        }
    }

    /// <inheritdoc/>
    public void Write(string text)
    {
        lock (_lock)
        {
            _text.Append(text);
        }
    }

    /// <inheritdoc/>
    public void WriteStream(ShellStream stream, string line) =>
        Write(stream == ShellStream.Error ? line + "\n" : $"{stream.ToString().ToUpperInvariant()}: {line}\n");

    /// <inheritdoc/>
    public void WriteProgress(ProgressRecord record)
    {
        // The session keeps the records themselves: text would only mix with the output.
    }

    /// <inheritdoc/>
    public string? ReadLine()
    {
        lock (_lock)
        {
            return _answers.TryDequeue(out string? answer) ? answer : Person?.Invoke(LastLine());
        }
    }

    private string LastLine()
    {
        string text = _text.ToString();
        return text[(text.LastIndexOf('\n') + 1)..].Trim();
    }
}
