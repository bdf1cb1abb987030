using System.Net;
using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records.Secrets;

/// <summary>Keeps saved credentials, sealed, in the records.</summary>
internal sealed class CredentialStore(RecordStore store) : ICredentialStore
{
    public Task SaveCredentialAsync(Guid vCenterId, NetworkCredential credential, CancellationToken cancellationToken) => throw Refusal();

    public Task<NetworkCredential?> ReadCredentialAsync(Guid vCenterId, CancellationToken cancellationToken) => Task.FromResult<NetworkCredential?>(null);

    public Task RemoveCredentialAsync(Guid vCenterId, CancellationToken cancellationToken) => Task.CompletedTask;

    private ZsException Refusal() =>
        new(ZsErrorId.SecretUnavailable, ZsErrorCategory.ResourceUnavailable, $"Credentials cannot be saved to {store.Location.DisplayName} by this build.");
}
