namespace ZStackVCenter;

/// <summary>
/// A failure in words for the person at the prompt: what happened, to which object, and what to do now.
/// Every error that leaves the engine is one of these. Its texts never hold a secret.
/// </summary>
public class ZsException : Exception
{
    /// <summary>Makes a failure.</summary>
    /// <param name="errorId">One of <see cref="ZsErrorId"/>; frozen once shipped.</param>
    /// <param name="category">What kind of failure it is.</param>
    /// <param name="message">What happened, to which object. One or two sentences.</param>
    /// <param name="recommendedAction">What to do now, or nothing when the message says it.</param>
    /// <param name="target">The object or the name given; never a credential.</param>
    /// <param name="innerException">What the failure was seen as first.</param>
    public ZsException(
        string errorId,
        ZsErrorCategory category,
        string message,
        string? recommendedAction = null,
        object? target = null,
        Exception? innerException = null)
        : base(message, innerException)
    {
        ErrorId = errorId;
        Category = category;
        RecommendedAction = recommendedAction;
        Target = target;
    }

    /// <summary>The id that a script may match on, without run-time data: one of <see cref="ZsErrorId"/>.</summary>
    public string ErrorId { get; }

    /// <summary>What kind of failure it is.</summary>
    public ZsErrorCategory Category { get; }

    /// <summary>What to do now; null when the message says it.</summary>
    public string? RecommendedAction { get; }

    /// <summary>The object or name it happened to; null when there is none.</summary>
    public object? Target { get; }

    /// <summary>True when nothing else of the same command can succeed either (no connection, no store).</summary>
    public bool IsTerminating { get; init; }
}
