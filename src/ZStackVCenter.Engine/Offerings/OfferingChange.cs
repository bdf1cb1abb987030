namespace ZStackVCenter.Engine.Offerings;

/// <summary>A change of an offering; null leaves a value as it is. The sizes of an offering never change (domain.md §7).</summary>
/// <param name="Name">The new name.</param>
/// <param name="Description">The new description; empty takes it away.</param>
/// <param name="State">Whether it may be used for anything new.</param>
public sealed record OfferingChange(string? Name, string? Description, ZsState? State);
