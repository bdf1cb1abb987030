using Npgsql;

namespace ZStackVCenter.Engine.Records.Store;

/// <summary>The two engines that hold records.</summary>
internal enum StoreEngine
{
    Sqlite,
    PostgreSql,
}

/// <summary>Where the records are.</summary>
internal sealed class StoreLocation
{
    /// <summary>The environment variable that puts the store elsewhere.</summary>
    public const string EnvironmentVariable = "ZSTACKVCENTER_STORE";

    private StoreLocation(StoreEngine engine, string connection, string displayName)
    {
        Engine = engine;
        Connection = connection;
        DisplayName = displayName;
    }

    public StoreEngine Engine { get; }

    /// <summary>The file's full path, or an Npgsql connection string, which may hold a password.</summary>
    public string Connection { get; }

    /// <summary>What may be shown: the file's full path, or the PostgreSQL address without its password.</summary>
    public string DisplayName { get; }

    /// <summary>The folder of this user's own files of the module, such as the key of saved credentials: the file's folder, or the user's own.</summary>
    public string PrivateFolder => Engine == StoreEngine.Sqlite ? Path.GetDirectoryName(Connection)! : DefaultFolder();

    /// <summary>Finds the place: the given one, else the environment variable's, else the file under the user's application data.</summary>
    public static StoreLocation Resolve(string? given)
    {
        string? place = !string.IsNullOrWhiteSpace(given) ? given : Environment.GetEnvironmentVariable(EnvironmentVariable);
        if (string.IsNullOrWhiteSpace(place))
        {
            place = Path.Combine(DefaultFolder(), "records.db");
        }

        if (place.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase) || place.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase))
        {
            return FromPostgres(PostgresAddress.Parse(place));
        }

        return LooksLikeConnectionString(place) ? FromPostgres(ParseConnectionString(place)) : FromFile(place);
    }

    private static StoreLocation FromFile(string path)
    {
        try
        {
            string full = Path.GetFullPath(path);
            return new StoreLocation(StoreEngine.Sqlite, full, full);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or PathTooLongException)
        {
            throw new ZsException(
                ZsErrorId.StoreUnusable,
                ZsErrorCategory.InvalidArgument,
                $"'{path}' is no path of a file for the records.",
                "Give a file's path or a postgresql:// address.",
                path,
                e);
        }
    }

    private static StoreLocation FromPostgres(NpgsqlConnectionStringBuilder builder)
    {
        builder.ApplicationName ??= "ZStackVCenter";
        return new StoreLocation(StoreEngine.PostgreSql, builder.ConnectionString, PostgresAddress.Format(builder));
    }

    /// <summary>True for <c>Host=…;…</c> and <c>Server=…;…</c>, which no sensible file name is.</summary>
    private static bool LooksLikeConnectionString(string place) =>
        place.StartsWith("Host=", StringComparison.OrdinalIgnoreCase) || place.StartsWith("Server=", StringComparison.OrdinalIgnoreCase);

    private static NpgsqlConnectionStringBuilder ParseConnectionString(string place)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(place);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            // The parser's own words may repeat the text, and so the password: they are not handed on.
            throw new ZsException(
                ZsErrorId.StoreUnusable,
                ZsErrorCategory.InvalidArgument,
                "The connection string of the records' PostgreSQL database cannot be read.",
                "Write it as Host=…;Database=…;Username=… or as postgresql://user@host/database.");
        }
    }

    private static string DefaultFolder()
    {
        string data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        if (data.Length == 0)
        {
            throw new ZsException(
                ZsErrorId.StoreUnusable,
                ZsErrorCategory.ResourceUnavailable,
                "This user has no folder for application data, so there is no default place for the records.",
                $"Set the {EnvironmentVariable} environment variable to a file's path.");
        }

        return Path.Combine(data, "ZStackVCenter");
    }
}
