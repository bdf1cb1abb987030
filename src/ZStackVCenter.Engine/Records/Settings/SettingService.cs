using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records.Settings;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>The settings of the records: the same for everybody who works with them. A change counts from the next command on.</summary>
public sealed class SettingService
{
    private readonly RecordStore _store;
    private readonly AuditLog _audit;

    internal SettingService(RecordStore store, AuditLog audit) => (_store, _audit) = (store, audit);

    /// <summary>Every setting, ordered by name.</summary>
    /// <exception cref="ZsException">The store cannot be read.</exception>
    public async Task<IReadOnlyList<ZsSetting>> ListAsync(CancellationToken cancellationToken)
    {
        var values = await _store.ReadAsync(
            async connection =>
            {
                var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                await using var command = connection.Command("SELECT name, value FROM settings");
                await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    found[reader.GetString(0)] = reader.GetString(1);
                }
                return found;
            },
            cancellationToken).ConfigureAwait(false);
        return [.. KnownSettings.All.Select(setting => Show(setting, values.GetValueOrDefault(setting.Name)))];
    }

    /// <summary>One setting.</summary>
    /// <param name="name">Its name, without regard to case.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ZsException"><see cref="ZsErrorId.SettingInvalid"/> when there is none of that name.</exception>
    public async Task<ZsSetting> GetAsync(string name, CancellationToken cancellationToken)
    {
        var setting = Known(name);
        var value = await _store.ReadAsync(
            connection => connection.ScalarAsync<string>("SELECT value FROM settings WHERE name = @name", cancellationToken, ("name", setting.Name)),
            cancellationToken).ConfigureAwait(false);
        return Show(setting, value);
    }

    /// <summary>Changes a setting.</summary>
    /// <param name="name">Its name, without regard to case.</param>
    /// <param name="value">The new value; null for the default.</param>
    /// <param name="caller">Who asks for it.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <returns>The setting as it is now.</returns>
    /// <exception cref="ZsException"><see cref="ZsErrorId.SettingInvalid"/> when there is none of that name, or it does not take the value.</exception>
    public async Task<ZsSetting> SetAsync(string name, string? value, Caller caller, CancellationToken cancellationToken)
    {
        var setting = Check(name, value);
        var normal = value is null ? null : setting.Normalize(value);
        await _audit.RunAsync(
            "SetSetting", new Subject(ZsResourceType.Setting, Guid.Empty, setting.Name), caller,
            connection => normal is null
                ? connection.ExecuteAsync("DELETE FROM settings WHERE name = @name", cancellationToken, ("name", setting.Name))
                : connection.ExecuteAsync(
                    """
                    INSERT INTO settings (name, value, changed_at) VALUES (@name, @value, @now)
                    ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at
                    """,
                    cancellationToken,
                    ("name", setting.Name),
                    ("value", normal),
                    ("now", _store.Time.NowMicroseconds())),
            cancellationToken).ConfigureAwait(false);
        return Show(setting, normal);
    }

    /// <summary>Checks a change of a setting without making it.</summary>
    /// <returns>What would happen, in words.</returns>
    /// <exception cref="ZsException"><see cref="ZsErrorId.SettingInvalid"/>.</exception>
    public async Task<PlannedChange> CheckAsync(string name, string? value, CancellationToken cancellationToken)
    {
        var setting = Check(name, value);
        var (before, after) = ((await GetAsync(name, cancellationToken).ConfigureAwait(false)).Value, value is null ? setting.Default : setting.Normalize(value)!);
        return new PlannedChange(setting.Name, $"Change from {before} to {after}", before == after);
    }

    private static KnownSetting Check(string name, string? value)
    {
        var setting = Known(name);
        return value is null || setting.Normalize(value) is not null
            ? setting
            : throw Invalid($"The setting {setting.Name} does not take '{value}'.", $"Give {setting.Takes}.", setting.Name);
    }

    private static KnownSetting Known(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return KnownSettings.Find(name) ?? throw Invalid(
            $"There is no setting '{name}'.", $"There are {string.Join(", ", KnownSettings.All.Select(setting => setting.Name))}.", name);
    }

    private static ZsException Invalid(string message, string action, string name) =>
        new(ZsErrorId.SettingInvalid, ZsErrorCategory.InvalidArgument, message, action, name);

    // A value that this version does not take (a newer one wrote it, or a hand) counts as none.
    private static ZsSetting Show(KnownSetting setting, string? value) => new()
    {
        Name = setting.Name,
        Value = (value is null ? null : setting.Normalize(value)) ?? setting.Default,
        Default = setting.Default,
        Description = setting.Description,
    };
}
