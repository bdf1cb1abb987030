using System.Net;

namespace ZStackVCenter.Engine.Connections;

/// <summary>What connecting needs of the records.</summary>
internal interface IVCenterRecords
{
    /// <summary>Every vCenter known, ordered by name, with its counts; <see cref="ZsVCenter.Status"/> is left at its default.</summary>
    Task<IReadOnlyList<ZsVCenter>> ListVCentersAsync(CancellationToken cancellationToken);

    /// <summary>Writes a vCenter, new or known by its id.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.VCenterExists"/> when another one has its name or instance UUID.</exception>
    Task SaveVCenterAsync(ZsVCenter vCenter, CancellationToken cancellationToken);

    /// <summary>How many records stand below a vCenter, by kind.</summary>
    Task<IReadOnlyDictionary<ZsResourceType, int>> CountRecordsAsync(Guid vCenterId, CancellationToken cancellationToken);

    /// <summary>Removes a vCenter with everything below it.</summary>
    Task RemoveVCenterAsync(Guid vCenterId, CancellationToken cancellationToken);
}

/// <summary>Keeps the credentials that users asked to save, out of the records' rows.</summary>
internal interface ICredentialStore
{
    /// <summary>Saves the credential of a vCenter in the place of an earlier one.</summary>
    Task SaveCredentialAsync(Guid vCenterId, NetworkCredential credential, CancellationToken cancellationToken);

    /// <summary>Reads the credential of a vCenter; null when none was saved.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.SecretUnavailable"/> when it was saved by another user or cannot be read.</exception>
    Task<NetworkCredential?> ReadCredentialAsync(Guid vCenterId, CancellationToken cancellationToken);

    /// <summary>Forgets the credential of a vCenter; none is no error.</summary>
    Task RemoveCredentialAsync(Guid vCenterId, CancellationToken cancellationToken);
}
