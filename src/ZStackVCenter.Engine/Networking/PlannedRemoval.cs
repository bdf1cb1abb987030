namespace ZStackVCenter.Engine.Networking;

/// <summary>A removal of a network that was checked, and not begun.</summary>
/// <param name="Network">The network.</param>
/// <param name="Adapters">The adapters on it, as VM names; one VM may be there more than once.</param>
/// <param name="IsConnected">False when its vCenter has no session, so that they would stay.</param>
public sealed record PlannedRemoval(ZsNetwork Network, IReadOnlyList<string> Adapters, bool IsConnected);
