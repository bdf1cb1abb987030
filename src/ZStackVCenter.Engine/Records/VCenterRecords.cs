using System.Data.Common;
using System.Net;
using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Records.Secrets;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>The records of the vCenters themselves.</summary>
internal sealed class VCenterRecords(RecordStore store) : IVCenterRecords
{
    // What stands below a vCenter and goes with it.
    private static readonly (ZsResourceType Type, string Table)[] Below =
    [
        (ZsResourceType.Cluster, "clusters"), (ZsResourceType.Host, "hosts"), (ZsResourceType.Storage, "datastores"), (ZsResourceType.Network, "switches"),
        (ZsResourceType.Image, "images"), (ZsResourceType.Vm, "vms"), (ZsResourceType.VmNic, "vm_nics"), (ZsResourceType.Volume, "volumes"),
    ];

    private static readonly string[] Columns =
    [
        "name", "name_key", "description", "server", "port", "protocol", "user_name", "thumbprint", "skip_certificate_check", "secret_name", "vault_name",
        "instance_uuid", "version", "build", "api_version", "state",
    ];

    private static readonly string Upsert = $"""
        INSERT INTO vcenters (id, created_at, inventory_version, {string.Join(", ", Columns)})
        VALUES (@id, @created_at, 0, {string.Join(", ", Columns.Select(c => "@" + c))})
        ON CONFLICT (id) DO UPDATE SET {string.Join(", ", Columns.Select(c => $"{c} = excluded.{c}"))}
        """;

    public Task<IReadOnlyList<ZsVCenter>> ListVCentersAsync(CancellationToken cancellationToken) => VCenterList.ReadAsync(store, cancellationToken);

    public async Task SaveVCenterAsync(ZsVCenter vCenter, NetworkCredential? credential, CancellationToken cancellationToken)
    {
        var secret = credential is null ? null : SealedCredential.Of(vCenter.Id, credential, store.Location);
        await store.WriteAsync(
            async connection =>
            {
                await RefuseDuplicateAsync(connection, vCenter, cancellationToken).ConfigureAwait(false);
                try
                {
                    await connection.ExecuteAsync(Upsert, cancellationToken, Values(vCenter)).ConfigureAwait(false);
                }
                catch (DbException e) when (StoreErrors.IsDuplicate(e))
                {
                    // Another process added it between the look and the write.
                    throw Duplicate(vCenter, vCenter.Name, sameName: true);
                }
                return secret is null ? 0 : await secret.SaveAsync(connection, store.Time.NowMicroseconds(), cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    public Task<IReadOnlyDictionary<ZsResourceType, int>> CountRecordsAsync(Guid vCenterId, CancellationToken cancellationToken) =>
        store.ReadAsync<IReadOnlyDictionary<ZsResourceType, int>>(
            async connection =>
            {
                var counts = new Dictionary<ZsResourceType, int>();
                foreach (var (type, table) in Below)
                {
                    var count = await connection.ScalarAsync<long>($"SELECT count(*) FROM {table} WHERE vcenter_id = @id", cancellationToken, ("id", vCenterId)).ConfigureAwait(false);
                    if (count > 0)
                    {
                        counts.Add(type, (int)count);
                    }
                }
                return counts;
            },
            cancellationToken);

    public Task RemoveVCenterAsync(Guid vCenterId, CancellationToken cancellationToken) => store.WriteAsync(
        connection => connection.ExecuteAsync("DELETE FROM vcenters WHERE id = @id", cancellationToken, ("id", vCenterId)), cancellationToken);

    private static async Task RefuseDuplicateAsync(DbConnection connection, ZsVCenter vCenter, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            "SELECT name, name_key = @key FROM vcenters WHERE id <> @id AND (name_key = @key OR instance_uuid = @uuid)",
            ("id", vCenter.Id), ("key", RecordText.NameKey(vCenter.Name)), ("uuid", vCenter.InstanceUuid));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        if (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            throw Duplicate(vCenter, reader.GetString(0), reader.GetBoolean(1));
        }
    }

    private static ZsException Duplicate(ZsVCenter vCenter, string other, bool sameName) => new(
        ZsErrorId.VCenterExists,
        ZsErrorCategory.ResourceExists,
        sameName
            ? $"The records hold another vCenter with the name '{other}'."
            : $"{vCenter.Server} is the vCenter that the records know as '{other}': both have the instance UUID {vCenter.InstanceUuid}.",
        sameName ? "Give another name with -Name." : $"Use it under that name, or remove it first with Remove-ZsVCenter '{other}'.",
        vCenter.Name);

    private static (string, object?)[] Values(ZsVCenter vCenter) =>
    [
        ("id", vCenter.Id), ("created_at", RecordText.ToMicroseconds(vCenter.CreatedAt)), ("name", vCenter.Name), ("name_key", RecordText.NameKey(vCenter.Name)),
        ("description", vCenter.Description), ("server", vCenter.Server), ("port", vCenter.Port), ("protocol", EnumText<ZsProtocol>.Write(vCenter.Protocol)),
        ("user_name", vCenter.UserName), ("thumbprint", vCenter.Thumbprint), ("skip_certificate_check", vCenter.SkipCertificateCheck),
        ("secret_name", vCenter.SecretName), ("vault_name", vCenter.VaultName), ("instance_uuid", vCenter.InstanceUuid), ("version", vCenter.Version),
        ("build", vCenter.Build), ("api_version", vCenter.ApiVersion), ("state", EnumText<ZsState>.Write(vCenter.State)),
    ];
}
