using System.Data.Common;
using System.Globalization;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>The conditions of a query with their parameters. All must hold.</summary>
internal sealed class RowFilter(Dialect dialect)
{
    private readonly List<string> _conditions = [];
    private readonly List<object> _parameters = [];

    /// <summary>The conditions behind an <c>AND</c>; empty when there are none.</summary>
    public string Conditions => string.Concat(_conditions.Select(condition => " AND " + condition));

    /// <summary>Adds a condition.</summary>
    public RowFilter Add(string condition)
    {
        _conditions.Add(condition);
        return this;
    }

    /// <summary>A column has one of the ids. No ids narrow nothing.</summary>
    public RowFilter Ids(string column, IReadOnlyCollection<Guid> ids) => Ids("{0}", column, ids);

    /// <summary>Any of several columns has one of the ids. No ids narrow nothing.</summary>
    public RowFilter IdsInAny(IReadOnlyCollection<string> columns, IReadOnlyCollection<Guid> ids)
    {
        if (ids.Count == 0)
        {
            return this;
        }
        var list = Parameter(dialect.List(ids));
        return Add($"({string.Join(" OR ", columns.Select(column => dialect.Among(column, list)))})");
    }

    /// <summary>A column has one of the ids, within a larger condition in which <c>{0}</c> stands for this one. No ids narrow nothing.</summary>
    public RowFilter Ids(string condition, string column, IReadOnlyCollection<Guid> ids)
    {
        if (ids.Count == 0)
        {
            return this;
        }
        var one = ids.Count == 1 ? $"{column} = {Parameter(ids.First())}" : dialect.Among(column, Parameter(dialect.List(ids)));
        return Add(string.Format(CultureInfo.InvariantCulture, condition, one));
    }

    /// <summary>A column has one of the values of an enumeration. No values narrow nothing.</summary>
    public RowFilter OneOf<T>(string column, IReadOnlyCollection<T> values)
        where T : struct, Enum => values.Count == 0 ? this : Add(Among(column, [.. values.Select(EnumText<T>.Write)]));

    /// <summary>A column has a value. Null narrows nothing.</summary>
    public RowFilter Is<T>(string column, T? value)
        where T : struct, Enum => value is { } given ? OneOf(column, [given]) : this;

    /// <summary>A condition: a column has one of the texts.</summary>
    public string Among(string column, IReadOnlyCollection<string> texts) =>
        texts.Count == 1 ? $"{column} = {Parameter(texts.First())}" : dialect.Among(column, Parameter(dialect.List(texts)));

    /// <summary>Adds a parameter; gives the name by which the condition refers to it.</summary>
    public string Parameter(object value)
    {
        _parameters.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"@p{_parameters.Count}");
    }

    /// <summary>Puts the parameters into a command.</summary>
    public void Fill(DbCommand command)
    {
        for (var i = 0; i < _parameters.Count; i++)
        {
            command.Set(string.Create(CultureInfo.InvariantCulture, $"p{i + 1}"), _parameters[i]);
        }
    }
}
