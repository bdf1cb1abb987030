using System.Net;
using ZStackVCenter.Engine.Operations;

namespace ZStackVCenter.Engine.Connections;

/// <summary>What connecting needs of the records.</summary>
internal interface IVCenterRecords
{
    /// <summary>Every vCenter known, ordered by name, with its counts; <see cref="ZsVCenter.Status"/> is left at its default.</summary>
    Task<IReadOnlyList<ZsVCenter>> ListVCentersAsync(CancellationToken cancellationToken);

    /// <summary>Writes a vCenter, new or known by its id, and a credential for it in the place of an earlier one: both or neither.</summary>
    /// <param name="vCenter">The vCenter.</param>
    /// <param name="credential">The credential to save; null leaves what is saved.</param>
    /// <param name="change">What the audit keeps of it; null when nothing is changed that a person asked for.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="ZsException">
    /// <see cref="ZsErrorId.VCenterExists"/> when another one has its name or instance UUID; <see cref="ZsErrorId.SecretUnavailable"/> when the
    /// credential cannot be sealed.
    /// </exception>
    Task SaveVCenterAsync(ZsVCenter vCenter, NetworkCredential? credential, VCenterChangeNote? change, CancellationToken cancellationToken);

    /// <summary>What goes with the records of a vCenter.</summary>
    Task<VCenterBelongings> ReadBelongingsAsync(Guid vCenterId, CancellationToken cancellationToken);

    /// <summary>Removes a vCenter with everything below it, after a last look at what that is; audited.</summary>
    /// <param name="vCenter">The vCenter.</param>
    /// <param name="force">Whether what only the records hold may go with it.</param>
    /// <param name="caller">Who asks for it.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>What went.</returns>
    /// <exception cref="ZsException">It may not go (<see cref="VCenterBelongings.Require"/>); nothing was removed.</exception>
    Task<VCenterBelongings> RemoveVCenterAsync(ZsVCenter vCenter, bool force, Caller caller, CancellationToken cancellationToken);
}

/// <summary>What the audit keeps of a change of a vCenter's record.</summary>
/// <param name="Action">What was done, such as <c>AddVCenter</c>.</param>
/// <param name="Caller">Who asked for it.</param>
internal sealed record VCenterChangeNote(string Action, Caller Caller);

/// <summary>The credentials that users asked to save with a vCenter.</summary>
internal interface ICredentialStore
{
    /// <summary>Reads the credential of a vCenter; null when none was saved.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.SecretUnavailable"/> when it was saved by another user or cannot be read.</exception>
    Task<NetworkCredential?> ReadCredentialAsync(Guid vCenterId, CancellationToken cancellationToken);

    /// <summary>Forgets the credential of a vCenter; none is no error.</summary>
    Task RemoveCredentialAsync(Guid vCenterId, CancellationToken cancellationToken);
}
