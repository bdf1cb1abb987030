namespace ZStackVCenter.Vim;

/// <summary>The root of all errors of the vSphere client.</summary>
/// <param name="message">What happened, and where it helps what to do. Never holds a secret.</param>
/// <param name="innerException">What caused it, if anything.</param>
public abstract class VimException(string message, Exception? innerException) : Exception(message, innerException);
