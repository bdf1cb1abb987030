using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>The session is not logged in, or has ended (NotAuthenticated in the vSphere API).</summary>
[VimType]
public sealed partial record NotAuthenticated : NoPermission;

/// <summary>The user lacks a privilege (NoPermission in the vSphere API).</summary>
[VimType]
public partial record NoPermission : MethodFault
{
    /// <summary>The object the privilege is needed on.</summary>
    public required ManagedObjectReference Object { get; init; }

    /// <summary>The privilege, as <c>VirtualMachine.Interact.PowerOn</c>.</summary>
    public string PrivilegeId { get; init; } = "";
}

/// <summary>The user name or the password is wrong (InvalidLogin in the vSphere API).</summary>
[VimType]
public sealed partial record InvalidLogin : MethodFault;

/// <summary>The locale is not one the server has (InvalidLocale in the vSphere API).</summary>
[VimType]
public sealed partial record InvalidLocale : MethodFault;

/// <summary>The call or the task was cancelled (RequestCanceled in the vSphere API).</summary>
[VimType]
public sealed partial record RequestCanceled : MethodFault;

/// <summary>The server does not support the call in this place (NotSupported in the vSphere API).</summary>
[VimType]
public sealed partial record NotSupported : MethodFault;

/// <summary>The object does not exist, or no longer (ManagedObjectNotFound in the vSphere API).</summary>
[VimType]
public sealed partial record ManagedObjectNotFound : MethodFault
{
    /// <summary>The object.</summary>
    public required ManagedObjectReference Obj { get; init; }
}

/// <summary>The server did not understand the call (InvalidRequest in the vSphere API).</summary>
[VimType]
public partial record InvalidRequest : MethodFault;

/// <summary>An argument has a type that does not fit (InvalidType in the vSphere API).</summary>
[VimType]
public sealed partial record InvalidType : InvalidRequest
{
    /// <summary>The argument.</summary>
    public string? Argument { get; init; }
}

/// <summary>An argument is not valid (InvalidArgument in the vSphere API).</summary>
[VimType]
public sealed partial record InvalidArgument : MethodFault
{
    /// <summary>The argument, or the property of it.</summary>
    public string? InvalidProperty { get; init; }
}

/// <summary>The server does not have the method (NotImplemented in the vSphere API).</summary>
[VimType]
public sealed partial record NotImplemented : MethodFault;

/// <summary>The server failed inside (SystemError in the vSphere API).</summary>
[VimType]
public sealed partial record SystemError : MethodFault
{
    /// <summary>Why.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>The server could not talk to a host (HostCommunication in the vSphere API).</summary>
[VimType]
public partial record HostCommunication : MethodFault;

/// <summary>The host is not connected (HostNotConnected in the vSphere API).</summary>
[VimType]
public sealed partial record HostNotConnected : HostCommunication;

/// <summary>The host cannot be reached (HostNotReachable in the vSphere API).</summary>
[VimType]
public sealed partial record HostNotReachable : HostCommunication;

/// <summary>A property path does not exist (InvalidProperty in the vSphere API).</summary>
[VimType]
public sealed partial record InvalidProperty : MethodFault
{
    /// <summary>The path.</summary>
    public string Name { get; init; } = "";
}

/// <summary>The version of updates is not one the collector gave; begin anew (InvalidCollectorVersion in the vSphere API).</summary>
[VimType]
public sealed partial record InvalidCollectorVersion : MethodFault;

/// <summary>The object's state does not allow the call (InvalidState in the vSphere API).</summary>
[VimType]
public partial record InvalidState : MethodFault;

/// <summary>The machine's power state does not allow the call (InvalidPowerState in the vSphere API).</summary>
[VimType]
public sealed partial record InvalidPowerState : InvalidState
{
    /// <summary>The state it would have to be in.</summary>
    public VirtualMachinePowerState? RequestedState { get; init; }

    /// <summary>The state it is in.</summary>
    public VirtualMachinePowerState ExistingState { get; init; }
}

/// <summary>The host's state does not allow the call (InvalidHostState in the vSphere API).</summary>
[VimType]
public partial record InvalidHostState : InvalidState
{
    /// <summary>The host.</summary>
    public ManagedObjectReference? Host { get; init; }
}

/// <summary>The host's connection state does not allow the call (InvalidHostConnectionState in the vSphere API).</summary>
[VimType]
public sealed partial record InvalidHostConnectionState : InvalidHostState;

/// <summary>The datastore's state does not allow the call (InvalidDatastoreState in the vSphere API).</summary>
[VimType]
public sealed partial record InvalidDatastoreState : InvalidState
{
    /// <summary>The datastore.</summary>
    public string? DatastoreName { get; init; }
}

/// <summary>Another task holds the object (TaskInProgress in the vSphere API).</summary>
[VimType]
public sealed partial record TaskInProgress : MethodFault
{
    /// <summary>That task.</summary>
    public required ManagedObjectReference Task { get; init; }
}

/// <summary>The object was changed by another meanwhile (ConcurrentAccess in the vSphere API).</summary>
[VimType]
public sealed partial record ConcurrentAccess : MethodFault;

/// <summary>The name is taken in that place (DuplicateName in the vSphere API).</summary>
[VimType]
public sealed partial record DuplicateName : MethodFault
{
    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The object that has it.</summary>
    public required ManagedObjectReference Object { get; init; }
}

/// <summary>The thing exists already (AlreadyExists in the vSphere API).</summary>
[VimType]
public sealed partial record AlreadyExists : MethodFault
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }
}

/// <summary>The thing does not exist (NotFound in the vSphere API).</summary>
[VimType]
public sealed partial record NotFound : MethodFault;

/// <summary>The name is not allowed (InvalidName in the vSphere API).</summary>
[VimType]
public sealed partial record InvalidName : MethodFault
{
    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The object that was to be named.</summary>
    public ManagedObjectReference? Entity { get; init; }
}

/// <summary>The server does not allow the method on this object just now (MethodDisabled in the vSphere API).</summary>
[VimType]
public sealed partial record MethodDisabled : MethodFault
{
    /// <summary>Who disabled it.</summary>
    public string? Source { get; init; }
}

/// <summary>The licence does not allow the call (RestrictedVersion in the vSphere API).</summary>
[VimType]
public sealed partial record RestrictedVersion : MethodFault;
