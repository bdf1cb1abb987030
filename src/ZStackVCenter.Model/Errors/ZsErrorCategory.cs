namespace ZStackVCenter;

/// <summary>
/// What kind of failure an error is. The values have the names of PowerShell's <c>ErrorCategory</c>, so that a cmdlet
/// can hand them on without this assembly knowing PowerShell.
/// </summary>
public enum ZsErrorCategory
{
    /// <summary>An argument cannot be used as it stands, or matches more than one object.</summary>
    InvalidArgument,

    /// <summary>Stored or received data is not what it must be.</summary>
    InvalidData,

    /// <summary>The object's state forbids what was asked.</summary>
    InvalidOperation,

    /// <summary>A remote task ended in failure.</summary>
    InvalidResult,

    /// <summary>Nothing has that name, id or address.</summary>
    ObjectNotFound,

    /// <summary>A name, port or address is taken already.</summary>
    ResourceExists,

    /// <summary>Somebody else holds the object now.</summary>
    ResourceBusy,

    /// <summary>A service or device cannot be used now.</summary>
    ResourceUnavailable,

    /// <summary>A pool, a quota or a capacity is used up.</summary>
    LimitsExceeded,

    /// <summary>The other side cannot be reached.</summary>
    ConnectionError,

    /// <summary>The other side does not accept who we are.</summary>
    AuthenticationError,

    /// <summary>We are known, and not allowed.</summary>
    PermissionDenied,

    /// <summary>A check that protects the user failed, such as a certificate's.</summary>
    SecurityError,

    /// <summary>The answer is not the protocol's.</summary>
    ProtocolError,

    /// <summary>Something took longer than it was given.</summary>
    OperationTimeout,

    /// <summary>The work was stopped before it ended.</summary>
    OperationStopped,

    /// <summary>Reading a file or a record failed.</summary>
    ReadError,

    /// <summary>Writing a file, a record or a configuration failed.</summary>
    WriteError,
}
