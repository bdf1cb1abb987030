using System.Globalization;

namespace ZStackVCenter.Vim.Transport;

/// <summary>A conversation with a server failed: it was not reached, or what it sent was no whole answer.</summary>
/// <param name="error">Why.</param>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">What caused it, if anything.</param>
public class VimTransportException(VimTransportError error, string message, Exception? innerException)
    : VimException(message, innerException)
{
    /// <summary>Why it failed.</summary>
    public VimTransportError Error { get; } = error;

    /// <summary>Whether any part of the answer had come; if none had, the server may or may not have done what was asked.</summary>
    public bool AnswerBegan { get; internal set; }

    internal static VimTransportException ElementTooLong(int limit) => new(
        VimTransportError.TooLarge,
        string.Create(CultureInfo.InvariantCulture, $"One element of the answer is longer than {limit:N0} characters, which no inventory needs; the answer was not used."),
        null);

    internal static VimTransportException AnswerTooLong(long limit) => new(
        VimTransportError.TooLarge,
        string.Create(CultureInfo.InvariantCulture, $"The answer is longer than the {limit:N0} bytes allowed; it was not used."),
        null);

    internal static VimTransportException Malformed(string message, Exception? inner) => new(VimTransportError.Malformed, message, inner);
}
