using System.Collections.Immutable;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using ZStackVCenter.Engine;

namespace ZStackVCenter.Session;

/// <summary>
/// What one runspace works with: where its records are and which vCenters it means when a command names none. Runspaces of one process
/// have contexts of their own over shared engines. A new one begins with what the first one, which a user sits at, has chosen: the bodies of
/// <c>ForEach-Object -Parallel</c> and background runspaces work with the same records and the same vCenters until they choose themselves.
/// </summary>
internal sealed class SessionContext
{
    private static readonly ConditionalWeakTable<Runspace, SessionContext> Contexts = [];
    private static readonly Lock Gate = new();
    private static WeakReference<Runspace>? _first;

    private string? _storePath;

    private SessionContext(UserContext saved)
    {
        // What the process was started with counts more than what the user once saved.
        _storePath = Environment.GetEnvironmentVariable(CloudHost.StoreVariable) is { Length: > 0 } ? null : saved.StorePath;
        Defaults = _storePath == saved.StorePath ? saved.VCenterIds : [];
    }

    private SessionContext(SessionContext first)
    {
        _storePath = first._storePath;
        Defaults = first.Defaults;
        Aside = first.Aside;
    }

    /// <summary>The context of the runspace whose thread calls.</summary>
    public static SessionContext Current => Of(Runspace.DefaultRunspace ?? throw new InvalidOperationException("No runspace is current on this thread."));

    /// <summary>A runspace's context, made when it is first asked for: from the first runspace's, or from what the user saved.</summary>
    public static SessionContext Of(Runspace runspace) => Contexts.GetValue(runspace, Make);

    /// <summary>The record ids of the vCenters that commands work on by default; empty for all.</summary>
    public IReadOnlyList<Guid> Defaults { get; set; }

    /// <summary>The record ids of the vCenters that were connected with <c>-NotDefault</c>.</summary>
    public ImmutableHashSet<Guid> Aside { get; set; } = [];

    /// <summary>Where the records are; null for the place that the environment or the system gives.</summary>
    public string? StorePath
    {
        get => _storePath;
        set
        {
            if (_storePath != value)
            {
                // The ids belong to the records that were left.
                Defaults = [];
                Aside = [];
                _storePath = value;
            }
        }
    }

    /// <summary>The engine over the records.</summary>
    public CloudEngine Engine => CloudHost.Engine(_storePath ?? FromEnvironment());

    private static SessionContext Make(Runspace runspace)
    {
        lock (Gate)
        {
            if (_first is not null && _first.TryGetTarget(out var first) && first.RunspaceStateInfo.State == RunspaceState.Opened && Contexts.TryGetValue(first, out var context))
            {
                return new SessionContext(context);
            }
            _first = new WeakReference<Runspace>(runspace);
        }
        return new SessionContext(UserContext.Load());
    }

    // Part of the key, so that a changed variable leads to another engine.
    private static string? FromEnvironment() => Environment.GetEnvironmentVariable(CloudHost.StoreVariable) is { Length: > 0 } place ? place : null;
}
