using Npgsql;
using NpgsqlTypes;

namespace ZStackVCenter.Engine.Records.Store;

/// <summary>PostgreSQL's binary COPY.</summary>
internal sealed class PostgresBulkInsert(NpgsqlConnection connection, string table, IReadOnlyList<string> columns) : BulkInsert
{
    private NpgsqlBinaryImporter? _importer;
    private bool _inRow;

    public override void Text(string? value) => Write(value, NpgsqlDbType.Text);

    public override void Number(long? value) => Write(value, NpgsqlDbType.Bigint);

    public override void Integer(int? value) => Write(value, NpgsqlDbType.Integer);

    public override void Flag(bool? value) => Write(value, NpgsqlDbType.Boolean);

    public override void Uuid(Guid? value) => Write(value, NpgsqlDbType.Uuid);

    public override ValueTask EndRowAsync(CancellationToken ct)
    {
        _inRow = false;
        return ValueTask.CompletedTask;
    }

    public override async ValueTask CompleteAsync(CancellationToken ct)
    {
        if (_importer is not null)
        {
            await _importer.CompleteAsync(ct);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (_importer is not null)
        {
            await _importer.DisposeAsync();
        }
    }

    private void Write(string? value, NpgsqlDbType type)
    {
        NpgsqlBinaryImporter importer = Row();
        if (value is null)
        {
            importer.WriteNull();
        }
        else
        {
            importer.Write(value, type);
        }
    }

    private void Write<T>(T? value, NpgsqlDbType type)
        where T : struct
    {
        NpgsqlBinaryImporter importer = Row();
        if (value is T given)
        {
            importer.Write(given, type);
        }
        else
        {
            importer.WriteNull();
        }
    }

    private NpgsqlBinaryImporter Row()
    {
        _importer ??= connection.BeginBinaryImport($"COPY {table} ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)");
        if (!_inRow)
        {
            _importer.StartRow();
            _inRow = true;
        }

        return _importer;
    }
}
