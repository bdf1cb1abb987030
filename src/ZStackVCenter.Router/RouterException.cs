namespace ZStackVCenter.Router;

/// <summary>
/// A router could not be reached, or could not be made what was wanted. The message says what happened and what state the router is in;
/// it never holds a key, a pre-shared key or a certificate's key.
/// </summary>
/// <param name="error">Why.</param>
/// <param name="message">What happened, to which router.</param>
/// <param name="innerException">What caused it, if anything.</param>
public class RouterException(RouterError error, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Why it failed.</summary>
    public RouterError Error { get; } = error;

    /// <summary>The service of the router that refused or did not run, as <c>haproxy</c>; null when it was none of them.</summary>
    public string? Service { get; init; }

    /// <summary>What that service or its checker said, in its own words; null when it said nothing.</summary>
    public string? Words { get; init; }

    /// <summary>The generation that the router carries on with; null when that is not known or there is none.</summary>
    public int? Generation { get; init; }
}
