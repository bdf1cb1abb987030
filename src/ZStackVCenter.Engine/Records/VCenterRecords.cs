using System.Data.Common;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>Writes the records of the vCenters themselves. They are read through <see cref="RecordReader"/>.</summary>
internal sealed class VCenterRecords(RecordStore store)
{
    /// <summary>The tables whose rows go with their vCenter, with the words for them.</summary>
    private static readonly (string Table, string Noun)[] Dependents =
    [
        ("clusters", "Clusters"), ("hosts", "Hosts"), ("datastores", "Datastores"), ("switches", "Switches"), ("images", "Images"),
        ("vms", "Vms"), ("vm_nics", "VmNics"), ("volumes", "Volumes"), ("sync_reports", "SyncReports"),
    ];

    private const string Columns = """
        name = @name, name_key = @name_key, description = @description, server = @server, port = @port, protocol = @protocol,
        user_name = @user_name, thumbprint = @thumbprint, skip_certificate_check = @skip_certificate_check, secret_name = @secret_name,
        vault_name = @vault_name, instance_uuid = @instance_uuid, version = @version, build = @build, api_version = @api_version,
        state = @state
        """;

    /// <summary>Adds a vCenter and gives it its id and time.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.VCenterExists"/> when its name or its instance UUID is taken.</exception>
    public Task<ZsVCenter> AddAsync(ZsVCenter vcenter, CancellationToken ct)
    {
        ZsVCenter added = vcenter with { Id = Guid.CreateVersion7(store.Time.GetUtcNow()), CreatedAt = store.Time.GetUtcNow().UtcDateTime };
        return store.WriteAsync(
            async connection =>
            {
                await RefuseDuplicateAsync(connection, added, ct);
                string[] names = [.. Columns.Split(',').Select(pair => pair.Split('=')[0].Trim())];
                await WriteAsync(
                    connection,
                    $"""
                    INSERT INTO vcenters (id, created_at, inventory_version, {string.Join(", ", names)})
                    VALUES (@id, @created_at, 0, {string.Join(", ", names.Select(name => "@" + name))})
                    """,
                    added,
                    ct);
                return added;
            },
            ct);
    }

    /// <summary>Writes what may change of a vCenter: all but its id, its times and its counts.</summary>
    /// <exception cref="ZsException">
    /// <see cref="ZsErrorId.VCenterNotFound"/> when it is gone; <see cref="ZsErrorId.VCenterExists"/> when the new name is taken.
    /// </exception>
    public Task<ZsVCenter> UpdateAsync(ZsVCenter vcenter, CancellationToken ct) => store.WriteAsync(
        async connection =>
        {
            await RefuseDuplicateAsync(connection, vcenter, ct);
            return await WriteAsync(connection, $"UPDATE vcenters SET {Columns} WHERE id = @id", vcenter, ct) == 1 ? vcenter : throw NotFound(vcenter.Name);
        },
        ct);

    /// <summary>Counts what <see cref="RemoveAsync"/> would remove: a number for each kind that has rows.</summary>
    public Task<IReadOnlyDictionary<string, long>> CountAsync(Guid id, CancellationToken ct) =>
        store.ReadAsync(connection => CountAsync(connection, id, ct), ct);

    /// <summary>Removes a vCenter with all its records, and says how many of each kind. Nothing in vCenter is touched.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.VCenterNotFound"/> when it is gone.</exception>
    public Task<IReadOnlyDictionary<string, long>> RemoveAsync(Guid id, CancellationToken ct) => store.WriteAsync(
        async connection =>
        {
            IReadOnlyDictionary<string, long> counts = await CountAsync(connection, id, ct);
            int removed = await connection.ExecuteAsync("DELETE FROM vcenters WHERE id = @id", ct, ("id", id));
            return removed == 1 ? counts : throw NotFound(id.ToString());
        },
        ct);

    public static ZsException NotFound(string name) => new(
        ZsErrorId.VCenterNotFound,
        ZsErrorCategory.ObjectNotFound,
        $"The records hold no vCenter '{name}'.",
        "Get-ZsVCenter lists those there are; Connect-ZsVCenter adds one.",
        name);

    private static async Task<IReadOnlyDictionary<string, long>> CountAsync(DbConnection connection, Guid id, CancellationToken ct)
    {
        var counts = new Dictionary<string, long>();
        foreach ((string table, string noun) in Dependents)
        {
            long count = await connection.ScalarAsync<long>($"SELECT count(*) FROM {table} WHERE vcenter_id = @id", ct, ("id", id));
            if (count > 0)
            {
                counts.Add(noun, count);
            }
        }

        return counts;
    }

    private static async Task RefuseDuplicateAsync(DbConnection connection, ZsVCenter vcenter, CancellationToken ct)
    {
        await using DbCommand command = connection.Command(
            "SELECT name, name_key = @key FROM vcenters WHERE id <> @id AND (name_key = @key OR instance_uuid = @uuid)",
            ("id", vcenter.Id),
            ("key", RecordText.NameKey(vcenter.Name)),
            ("uuid", vcenter.InstanceUuid));
        await using DbDataReader reader = await command.ExecuteReaderAsync(ct);
        if (await reader.ReadAsync(ct))
        {
            throw Duplicate(vcenter, reader.GetString(0), reader.GetBoolean(1));
        }
    }

    private static ZsException Duplicate(ZsVCenter vcenter, string other, bool sameName) => new(
        ZsErrorId.VCenterExists,
        ZsErrorCategory.ResourceExists,
        sameName
            ? $"The records hold another vCenter with the name '{other}'."
            : $"{vcenter.Server} is the vCenter that the records know as '{other}': both have the instance UUID {vcenter.InstanceUuid}.",
        sameName ? "Give another name with -Name." : $"Use it under that name, or remove it first with Remove-ZsVCenter '{other}'.",
        vcenter.Name);

    private static async Task<int> WriteAsync(DbConnection connection, string sql, ZsVCenter vcenter, CancellationToken ct)
    {
        try
        {
            return await connection.ExecuteAsync(
                sql,
                ct,
                ("id", vcenter.Id),
                ("created_at", RecordText.ToMicroseconds(vcenter.CreatedAt)),
                ("name", vcenter.Name),
                ("name_key", RecordText.NameKey(vcenter.Name)),
                ("description", vcenter.Description),
                ("server", vcenter.Server),
                ("port", vcenter.Port),
                ("protocol", EnumText<ZsProtocol>.Write(vcenter.Protocol)),
                ("user_name", vcenter.UserName),
                ("thumbprint", vcenter.Thumbprint),
                ("skip_certificate_check", vcenter.SkipCertificateCheck),
                ("secret_name", vcenter.SecretName),
                ("vault_name", vcenter.VaultName),
                ("instance_uuid", vcenter.InstanceUuid),
                ("version", vcenter.Version),
                ("build", vcenter.Build),
                ("api_version", vcenter.ApiVersion),
                ("state", EnumText<ZsState>.Write(vcenter.State)));
        }
        catch (DbException e) when (StoreErrors.IsDuplicate(e))
        {
            // Another process added it between the look and the write.
            throw Duplicate(vcenter, vcenter.Name, sameName: true);
        }
    }
}
