using System.Data.Common;
using System.Net;
using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records.Secrets;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>The records of the vCenters themselves.</summary>
internal sealed class VCenterRecords(RecordStore store, AuditLog audit) : IVCenterRecords
{
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

    public async Task SaveVCenterAsync(ZsVCenter vCenter, NetworkCredential? credential, VCenterChangeNote? change, CancellationToken cancellationToken)
    {
        var secret = credential is null ? null : SealedCredential.Of(vCenter.Id, credential, store.Location);
        await (change is null
            ? store.WriteAsync(SaveAsync, cancellationToken)
            : audit.RunAsync(change.Action, SubjectOf(vCenter), change.Caller, SaveAsync, cancellationToken)).ConfigureAwait(false);

        async Task<int> SaveAsync(DbConnection connection)
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
        }
    }

    public Task<VCenterBelongings> ReadBelongingsAsync(Guid vCenterId, CancellationToken cancellationToken) =>
        store.ReadAsync(connection => BelongingRecords.ReadAsync(connection, store.Dialect, vCenterId, cancellationToken), cancellationToken);

    public Task<VCenterBelongings> RemoveVCenterAsync(ZsVCenter vCenter, bool force, Caller caller, CancellationToken cancellationToken) => audit.RunAsync(
        "RemoveVCenter", SubjectOf(vCenter), caller,
        async connection =>
        {
            var belongings = await BelongingRecords.ReadAsync(connection, store.Dialect, vCenter.Id, cancellationToken).ConfigureAwait(false);
            belongings.Require(vCenter.Name, force);
            await BelongingRecords.EndAbandonedAsync(connection, belongings.Abandoned, store.Time.GetUtcNow().UtcDateTime, cancellationToken).ConfigureAwait(false);
            await connection.ExecuteAsync("DELETE FROM vcenters WHERE id = @id", cancellationToken, ("id", vCenter.Id)).ConfigureAwait(false);
            return belongings;
        },
        cancellationToken);

    private static Subject SubjectOf(ZsVCenter vCenter) => new(ZsResourceType.VCenter, vCenter.Id, vCenter.Name, vCenter.Id, vCenter.Name);

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
