namespace ZStackVCenter.Engine.Connections;

/// <summary>That a watch lost its vCenter and waits to try again, or has it back.</summary>
/// <param name="VCenter">The vCenter's name.</param>
/// <param name="Failures">How many times in a row it has failed; 0 when the vCenter answers again.</param>
/// <param name="Reason">What went wrong; null when the vCenter answers again.</param>
/// <param name="Pause">How long it waits before it tries again.</param>
public sealed record WatchOutage(string VCenter, int Failures, string? Reason, TimeSpan Pause);
