using ZStackVCenter.Errors;

namespace ZStackVCenter.Commands;

/// <summary>What a command that changes values says that it changes.</summary>
internal static class ChangeWords
{
    /// <summary><c>Change name, state</c>: the values that were given.</summary>
    /// <param name="target">What is changed.</param>
    /// <param name="values">Each value's name, and the value; null for one that was not given.</param>
    /// <exception cref="ZsException">None was given.</exception>
    public static string Of(object target, params (string Name, object? Value)[] values)
    {
        var given = values.Where(v => v.Value is not null).Select(v => v.Name).ToList();
        return given.Count > 0
            ? $"Change {string.Join(", ", given)}"
            : throw ZsErrors.InvalidArgument("Nothing says what to change.", $"Give a new {string.Join(" or ", values.Select(v => v.Name))}.", target);
    }
}
