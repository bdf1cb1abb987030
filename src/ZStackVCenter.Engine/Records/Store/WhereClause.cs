namespace ZStackVCenter.Engine.Records.Store;

/// <summary>Conditions of a query, all of which must hold, and their parameters.</summary>
internal sealed class WhereClause
{
    private readonly List<string> _conditions = [];
    private readonly List<(string Name, object? Value)> _parameters = [];

    /// <summary>The parameters of all conditions.</summary>
    public IReadOnlyList<(string Name, object? Value)> Parameters => _parameters;

    /// <summary>Adds a condition when it is wanted.</summary>
    public void If(bool wanted, string condition, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (wanted)
        {
            _conditions.Add(condition);
            _parameters.AddRange(parameters);
        }
    }

    /// <summary>The column must be one of the values; none given does not narrow.</summary>
    public void In<T>(string column, IEnumerable<T> values)
    {
        var names = new List<string>();
        foreach (var value in values)
        {
            var name = $"w{_parameters.Count}";
            _parameters.Add((name, value));
            names.Add("@" + name);
        }
        if (names.Count > 0)
        {
            _conditions.Add($"{column} IN ({string.Join(", ", names)})");
        }
    }

    /// <summary><c>WHERE …</c>, or nothing.</summary>
    public override string ToString() => _conditions.Count == 0 ? "" : "WHERE " + string.Join(" AND ", _conditions);
}
