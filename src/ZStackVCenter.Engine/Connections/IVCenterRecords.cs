using System.Net;

namespace ZStackVCenter.Engine.Connections;

/// <summary>What connecting needs of the records.</summary>
internal interface IVCenterRecords
{
    /// <summary>Every vCenter known, ordered by name, with its counts; <see cref="ZsVCenter.Status"/> is left at its default.</summary>
    Task<IReadOnlyList<ZsVCenter>> ListVCentersAsync(CancellationToken cancellationToken);

    /// <summary>Writes a vCenter, new or known by its id, and a credential for it in the place of an earlier one: both or neither.</summary>
    /// <param name="vCenter">The vCenter.</param>
    /// <param name="credential">The credential to save; null leaves what is saved.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="ZsException">
    /// <see cref="ZsErrorId.VCenterExists"/> when another one has its name or instance UUID; <see cref="ZsErrorId.SecretUnavailable"/> when the
    /// credential cannot be sealed.
    /// </exception>
    Task SaveVCenterAsync(ZsVCenter vCenter, NetworkCredential? credential, CancellationToken cancellationToken);

    /// <summary>How many records stand below a vCenter, by kind.</summary>
    Task<IReadOnlyDictionary<ZsResourceType, int>> CountRecordsAsync(Guid vCenterId, CancellationToken cancellationToken);

    /// <summary>Removes a vCenter with everything below it.</summary>
    Task RemoveVCenterAsync(Guid vCenterId, CancellationToken cancellationToken);
}

/// <summary>The credentials that users asked to save with a vCenter.</summary>
internal interface ICredentialStore
{
    /// <summary>Reads the credential of a vCenter; null when none was saved.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.SecretUnavailable"/> when it was saved by another user or cannot be read.</exception>
    Task<NetworkCredential?> ReadCredentialAsync(Guid vCenterId, CancellationToken cancellationToken);

    /// <summary>Forgets the credential of a vCenter; none is no error.</summary>
    Task RemoveCredentialAsync(Guid vCenterId, CancellationToken cancellationToken);
}
