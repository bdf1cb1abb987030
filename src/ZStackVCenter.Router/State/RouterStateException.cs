using ZStackVCenter.Router.Verify;

namespace ZStackVCenter.Router.State;

/// <summary>A wanted state that no router can be. The text says every reason; it never holds a secret.</summary>
public sealed class RouterStateException : Exception
{
    /// <summary>Makes the exception of a text that is no state.</summary>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="innerException">What it was seen as first.</param>
    public RouterStateException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Makes the exception of a state that contradicts itself.</summary>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="contradictions">Each contradiction.</param>
    public RouterStateException(string message, IReadOnlyList<Contradiction> contradictions)
        : base(message) => Contradictions = contradictions;

    /// <summary>Each contradiction of the state; empty when the text was no state at all.</summary>
    public IReadOnlyList<Contradiction> Contradictions { get; } = [];
}
