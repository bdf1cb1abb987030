using System.Data.Common;
using ZStackVCenter.Engine.Records.Secrets;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>Reads the vCenters' own records with their counts.</summary>
internal static class VCenterList
{
    private const string Query = """
        SELECT v.id, v.name, v.description, v.created_at, v.server, v.port, v.protocol, v.user_name, v.thumbprint,
            v.skip_certificate_check, v.secret_name, v.vault_name, v.instance_uuid, v.version, v.build, v.api_version, v.state,
            v.last_synced_at,
            (SELECT count(*) FROM clusters c WHERE c.vcenter_id = v.id),
            (SELECT count(*) FROM hosts h WHERE h.vcenter_id = v.id AND NOT h.excluded),
            (SELECT count(*) FROM vms m WHERE m.vcenter_id = v.id),
            EXISTS (SELECT 1 FROM secrets s WHERE s.vcenter_id = v.id AND s.key_id = @key)
        FROM vcenters v
        ORDER BY v.name_key
        """;

    /// <summary>Every vCenter, ordered by name.</summary>
    public static Task<IReadOnlyList<ZsVCenter>> ReadAsync(RecordStore store, CancellationToken cancellationToken) => store.ReadAsync(
        async connection =>
        {
            var vCenters = new List<ZsVCenter>();
            await using var command = connection.Command(Query, ("key", KeyId(store.Location)));
            await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                vCenters.Add(Read(reader));
            }
            return (IReadOnlyList<ZsVCenter>)vCenters;
        },
        cancellationToken);

    // A credential counts as saved where this user's key opens it. A key that may not be used is said when the credential is needed, not here.
    private static string KeyId(StoreLocation location)
    {
        try
        {
            return SecretKey.Find(location)?.Id ?? "";
        }
        catch (ZsException)
        {
            return "";
        }
    }

    private static ZsVCenter Read(DbDataReader reader) => new()
    {
        Id = reader.GetGuid(0),
        Name = reader.GetString(1),
        Description = reader.Text(2),
        CreatedAt = reader.Time(3),
        Server = reader.GetString(4),
        Port = reader.GetInt32(5),
        Protocol = EnumText<ZsProtocol>.Read(reader.GetString(6)),
        UserName = reader.Text(7),
        Thumbprint = reader.Text(8),
        SkipCertificateCheck = reader.GetBoolean(9),
        SecretName = reader.Text(10),
        VaultName = reader.Text(11),
        InstanceUuid = reader.GetGuid(12),
        Version = reader.GetString(13),
        Build = reader.GetString(14),
        ApiVersion = reader.GetString(15),
        State = EnumText<ZsState>.Read(reader.GetString(16)),
        LastSyncedAt = reader.IsDBNull(17) ? null : reader.Time(17),
        ClusterCount = reader.GetInt32(18),
        HostCount = reader.GetInt32(19),
        VmCount = reader.GetInt32(20),
        HasSavedCredential = reader.GetBoolean(21),
    };
}
