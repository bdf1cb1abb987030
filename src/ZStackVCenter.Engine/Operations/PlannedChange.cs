namespace ZStackVCenter.Engine.Operations;

/// <summary>A change that was checked against the records, and not begun.</summary>
/// <param name="Resource">The name of what would be changed.</param>
/// <param name="Words">What would happen to it, such as <c>Move to esx-02.example.com</c>.</param>
/// <param name="IsDone">True when nothing is to be done, because it is already as it is to become.</param>
public sealed record PlannedChange(string Resource, string Words, bool IsDone);
