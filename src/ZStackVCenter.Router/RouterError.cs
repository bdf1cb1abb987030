namespace ZStackVCenter.Router;

/// <summary>Why a router could not be used or changed.</summary>
public enum RouterError
{
    /// <summary>Nothing answers at the address: no such name, no route, port closed.</summary>
    Unreachable,

    /// <summary>Another host key than the pinned one was shown: it is another machine, or somebody stands between.</summary>
    HostKeyDiffers,

    /// <summary>The router does not accept the user or the key.</summary>
    LoginRefused,

    /// <summary>The private key cannot be read: it is not an OpenSSH or PEM private key, or it has a pass phrase.</summary>
    KeyUnusable,

    /// <summary>The router did not answer within the time-out.</summary>
    TimedOut,

    /// <summary>The connection broke while the router was at work. It ends by itself with the old or the new generation.</summary>
    ConnectionLost,

    /// <summary>The upload did not arrive whole; the router used none of it.</summary>
    UploadCut,

    /// <summary>Somebody else is changing the router; the message says who and since when.</summary>
    Busy,

    /// <summary>The router has no generation of that number any more, or never had.</summary>
    GenerationNotFound,

    /// <summary>A file was refused by the program that is to read it. Nothing was changed.</summary>
    FileRefused,

    /// <summary>The router lacks something it needs: a program, an interface, room on its disk. Nothing was changed.</summary>
    NotPrepared,

    /// <summary>A service did not take the new generation; the router went back to the one before.</summary>
    ApplyFailed,

    /// <summary>A service did not take the new generation, and going back did not succeed either: somebody must look.</summary>
    GoBackFailed,

    /// <summary>What answered is not the router's script.</summary>
    Malformed,
}
