using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Connections;

/// <summary>Works out which vCenter a request means and what its record will say. Pure: no network, no records.</summary>
internal static class VCenterTargets
{
    private const int LongestName = 255;
    private const int LongestDescription = 2048;

    /// <summary>The record to connect by: a known one with the request's changes over it, or a new one without an id.</summary>
    public static ZsVCenter For(ConnectRequest request, IReadOnlyList<ZsVCenter> known)
    {
        var record = Known(request, known);
        if (record is null && string.IsNullOrWhiteSpace(request.Server))
        {
            throw request.Name is { } name && request.VCenterId is null
                ? new ZsException(ZsErrorId.VCenterNotFound, ZsErrorCategory.ObjectNotFound, $"The records have no vCenter '{name}'.", "Give its address with -Server, or see Get-ZsVCenter.", name)
                : Invalid("A new vCenter needs an address.", request.VCenterId);
        }
        if (record is { State: ZsState.Disabled })
        {
            throw new ZsException(ZsErrorId.VCenterDisabled, ZsErrorCategory.InvalidOperation, $"vCenter '{record.Name}' is disabled.",
                $"Enable it with Set-ZsVCenter '{record.Name}' -State Enabled.", record.Name);
        }

        var protocol = request.Protocol ?? record?.Protocol ?? ZsProtocol.Https;
        var server = request.Server?.Trim() ?? record!.Server;
        var target = (record ?? new ZsVCenter()) with
        {
            Server = server,
            Protocol = protocol,
            Port = request.Port ?? (record?.Protocol == protocol ? record.Port : protocol == ZsProtocol.Https ? 443 : 80),
            Name = request.Name?.Trim() ?? record?.Name ?? server,
            Description = request.Description ?? record?.Description,
            Thumbprint = request.Thumbprint ?? record?.Thumbprint,
            SkipCertificateCheck = request.SkipCertificateCheck ?? (request.Thumbprint is null && (record?.SkipCertificateCheck ?? false)),
            SecretName = request.SecretName ?? record?.SecretName,
            VaultName = request.SecretName is null ? record?.VaultName : request.VaultName,
        };
        Check(target);
        return target;
    }

    /// <summary>Completes the record with what the server says of itself.</summary>
    /// <exception cref="ZsException">
    /// The same vCenter, or another one of that name, is known already (<see cref="ZsErrorId.VCenterExists"/>); another vCenter answers at
    /// a known one's address (<see cref="ZsErrorId.VCenterDiffers"/>).
    /// </exception>
    public static ZsVCenter Identify(ZsVCenter target, ConnectRequest request, IReadOnlyList<ZsVCenter> known, AboutInfo about, DateTime now)
    {
        if (!Guid.TryParse(about.InstanceUuid, out var instance))
        {
            throw new ZsException(ZsErrorId.NotVCenter, ZsErrorCategory.ProtocolError, $"{target.Server} does not tell its instance UUID, which every vCenter has.", null, target.Server);
        }
        if (target.Id != Guid.Empty && target.InstanceUuid != instance)
        {
            throw new ZsException(ZsErrorId.VCenterDiffers, ZsErrorCategory.InvalidOperation,
                $"At {target.Server} another vCenter answers than the one recorded as '{target.Name}': its instance UUID is {instance}, not {target.InstanceUuid}.",
                "Connect to it under a new name, or correct the address with Set-ZsVCenter.", target.Name);
        }
        if (target.Id == Guid.Empty && known.FirstOrDefault(v => v.InstanceUuid == instance) is { } same)
        {
            if (request.Name is { } name && !Equal(name, same.Name))
            {
                throw new ZsException(ZsErrorId.VCenterExists, ZsErrorCategory.ResourceExists,
                    $"This vCenter (instance UUID {instance}) is known already as '{same.Name}'.", $"Connect with Connect-ZsVCenter -Name '{same.Name}', or rename it with Set-ZsVCenter.", same.Name);
            }
            // The same vCenter by another address: it keeps its record, which learns the address.
            target = target with { Id = same.Id, Name = same.Name, Description = request.Description ?? same.Description, CreatedAt = same.CreatedAt, HasSavedCredential = same.HasSavedCredential, LastSyncedAt = same.LastSyncedAt };
        }
        if (known.FirstOrDefault(v => v.Id != target.Id && Equal(v.Name, target.Name)) is { } taken)
        {
            throw new ZsException(ZsErrorId.VCenterExists, ZsErrorCategory.ResourceExists,
                $"The name '{taken.Name}' belongs to the vCenter at {taken.Server}.", "Give another name with -Name.", taken.Name);
        }

        return target with
        {
            Id = target.Id == Guid.Empty ? Guid.CreateVersion7() : target.Id,
            CreatedAt = target.Id == Guid.Empty && target.CreatedAt == default ? now : target.CreatedAt,
            InstanceUuid = instance,
            Version = about.Version,
            Build = about.Build,
            ApiVersion = about.ApiVersion,
            State = ZsState.Enabled,
        };
    }

    /// <summary>True when two records of a vCenter differ in what a person decides.</summary>
    public static bool Differ(ZsVCenter before, ZsVCenter after) => Decided(before) != Decided(after);

    /// <summary>A record with a change over it.</summary>
    public static ZsVCenter Change(ZsVCenter record, VCenterChange change)
    {
        var changed = record with
        {
            Name = change.Name?.Trim() ?? record.Name,
            Description = change.Description is null ? record.Description : NullIfEmpty(change.Description),
            Server = change.Server?.Trim() ?? record.Server,
            Port = change.Port ?? record.Port,
            Protocol = change.Protocol ?? record.Protocol,
            Thumbprint = change.Thumbprint is null ? record.Thumbprint : NullIfEmpty(change.Thumbprint),
            SkipCertificateCheck = record.SkipCertificateCheck && string.IsNullOrEmpty(change.Thumbprint),
            SecretName = change.SecretName is null ? record.SecretName : NullIfEmpty(change.SecretName),
            VaultName = change.VaultName is null ? record.VaultName : NullIfEmpty(change.VaultName),
            State = change.State ?? record.State,
        };
        Check(changed);
        return changed;
    }

    private static ZsVCenter? Known(ConnectRequest request, IReadOnlyList<ZsVCenter> known)
    {
        if (request.VCenterId is { } id)
        {
            return known.FirstOrDefault(v => v.Id == id)
                ?? throw new ZsException(ZsErrorId.VCenterNotFound, ZsErrorCategory.ObjectNotFound, $"The records have no vCenter {id}.", "Get-ZsVCenter lists them.", id);
        }
        return request is { Server: null, Name: { } name } ? known.FirstOrDefault(v => Equal(v.Name, name)) : null;
    }

    private static ZsVCenter Decided(ZsVCenter record) => new()
    {
        Name = record.Name,
        Description = record.Description,
        Server = record.Server,
        Port = record.Port,
        Protocol = record.Protocol,
        Thumbprint = record.Thumbprint,
        SkipCertificateCheck = record.SkipCertificateCheck,
        SecretName = record.SecretName,
        VaultName = record.VaultName,
        State = record.State,
    };

    private static void Check(ZsVCenter target)
    {
        if (target.Name.Length is 0 or > LongestName)
        {
            throw Invalid($"A vCenter's name has 1 to {LongestName} characters.", target.Name);
        }
        if (target.Description?.Length > LongestDescription)
        {
            throw Invalid($"A description has at most {LongestDescription} characters.", target.Name);
        }
        if (target.Port is < 1 or > 65535)
        {
            throw Invalid($"A port is a number from 1 to 65535, not {target.Port}.", target.Port);
        }
        if (Uri.CheckHostName(target.Server.Trim('[', ']')) == UriHostNameType.Unknown)
        {
            throw Invalid($"'{target.Server}' is neither a DNS name nor an IP address.", target.Server);
        }
    }

    private static ZsException Invalid(string message, object? target) => new(ZsErrorId.InvalidArgument, ZsErrorCategory.InvalidArgument, message, null, target);

    private static bool Equal(string a, string b) => string.Equals(a.Trim(), b.Trim(), StringComparison.OrdinalIgnoreCase);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
