namespace ZStackVCenter.Engine.Networking;

/// <summary>A change of a network's record; null leaves a value as it is.</summary>
/// <param name="Name">The new name; the port group keeps its own.</param>
/// <param name="Description">The new description; empty takes it away.</param>
/// <param name="State">Whether it may be used for new VMs and adapters.</param>
public sealed record NetworkChange(string? Name, string? Description, ZsState? State);
