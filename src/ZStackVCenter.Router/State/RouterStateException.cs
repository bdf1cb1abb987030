namespace ZStackVCenter.Router.State;

/// <summary>A wanted state that no router can be. The text says every reason; it never holds a secret.</summary>
public sealed class RouterStateException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="innerException">What it was seen as first.</param>
    public RouterStateException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
