using System.Data.Common;

namespace ZStackVCenter.Engine.Records.Store;

/// <summary>Plain SQL on a connection, for the places where a query's first use must cost nothing.</summary>
internal static class Sql
{
    /// <summary>Runs statements that answer nothing; gives the number of rows touched.</summary>
    public static async Task<int> ExecuteAsync(
        this DbConnection connection, string sql, CancellationToken ct, params (string Name, object? Value)[] parameters)
    {
        await using DbCommand command = connection.Command(sql, parameters);
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The first value of the first row; the type's default when there is none.</summary>
    public static async Task<T?> ScalarAsync<T>(
        this DbConnection connection, string sql, CancellationToken ct, params (string Name, object? Value)[] parameters)
    {
        await using DbCommand command = connection.Command(sql, parameters);
        await using DbDataReader reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) && !await reader.IsDBNullAsync(0, ct) ? await reader.GetFieldValueAsync<T>(0, ct) : default;
    }

    /// <summary>A command with its parameters; names without their <c>@</c>.</summary>
    public static DbCommand Command(this DbConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object? value) in parameters)
        {
            command.Set(name, value);
        }

        return command;
    }

    /// <summary>Adds a parameter; null stands for the database's null.</summary>
    public static void Set(this DbCommand command, string name, object? value)
    {
        DbParameter parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }

    /// <summary>The text of a column; null for the database's null.</summary>
    public static string? Text(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>The id of a column; null for the database's null.</summary>
    public static Guid? Uuid(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetGuid(column);

    /// <summary>The time of a column.</summary>
    public static DateTime Time(this DbDataReader reader, int column) => RecordText.FromMicroseconds(reader.GetInt64(column));
}
