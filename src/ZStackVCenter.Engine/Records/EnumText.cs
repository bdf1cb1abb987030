namespace ZStackVCenter.Engine.Records;

/// <summary>An enumeration's names as they stand in the records: names, so that a new value never shifts an old one.</summary>
internal static class EnumText<T>
    where T : struct, Enum
{
    private static readonly T[] Values = Enum.GetValues<T>();
    private static readonly string[] Names = [.. Values.Select(value => value.ToString())];

    /// <summary>The name of a value.</summary>
    public static string Write(T value) => Names[Array.IndexOf(Values, value)];

    /// <summary>The value of a name; the enumeration's first for a name that this version does not know.</summary>
    public static T Read(string name)
    {
        int index = Array.IndexOf(Names, name);
        return index < 0 ? default : Values[index];
    }
}
