using System.Globalization;
using System.Text;
using Npgsql;

namespace ZStackVCenter.Engine.Records.Store;

/// <summary>Reads and writes <c>postgresql://user:password@host:port/database?parameter=value</c>, as libpq defines it.</summary>
internal static class PostgresAddress
{
    /// <summary>Reads an address. <c>host</c> among the parameters may name a folder of Unix sockets.</summary>
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri))
        {
            throw Unreadable();
        }

        var builder = new NpgsqlConnectionStringBuilder();
        if (uri.Host.Length > 0)
        {
            builder.Host = uri.Host;
        }

        if (uri.Port > 0)
        {
            builder.Port = uri.Port;
        }

        string[] user = uri.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
        {
            builder.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length == 2)
        {
            builder.Password = Uri.UnescapeDataString(user[1]);
        }

        if (uri.AbsolutePath.Trim('/') is { Length: > 0 } database)
        {
            builder.Database = Uri.UnescapeDataString(database);
        }

        foreach (string pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2);
            Set(builder, Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "");
        }

        return builder;
    }

    /// <summary>The address without its password.</summary>
    public static string Format(NpgsqlConnectionStringBuilder builder)
    {
        var text = new StringBuilder("postgresql://");
        bool socket = builder.Host?.StartsWith('/') == true;
        if (!string.IsNullOrEmpty(builder.Username))
        {
            text.Append(Uri.EscapeDataString(builder.Username)).Append('@');
        }

        text.Append(socket ? "" : builder.Host);
        if (builder.Port != NpgsqlConnection.DefaultPort && !socket)
        {
            text.Append(CultureInfo.InvariantCulture, $":{builder.Port}");
        }

        text.Append('/').Append(Uri.EscapeDataString(builder.Database ?? builder.Username ?? ""));
        return socket ? text.Append("?host=").Append(builder.Host).ToString() : text.ToString();
    }

    private static void Set(NpgsqlConnectionStringBuilder builder, string name, string value)
    {
        // libpq's names where Npgsql has others; what they share goes through as it is.
        string keyword = name.ToLowerInvariant() switch
        {
            "dbname" => "Database",
            "user" => "Username",
            "sslmode" => "SSL Mode",
            "sslrootcert" => "Root Certificate",
            "sslcert" => "SSL Certificate",
            "sslkey" => "SSL Key",
            "connect_timeout" => "Timeout",
            "application_name" => "Application Name",
            "search_path" => "Search Path",
            string other => other,
        };
        try
        {
            builder[keyword] = keyword == "SSL Mode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw Unreadable($"its parameter '{name}' is not known or has a value that cannot be used");
        }
    }

    private static ZsException Unreadable(string why = "it is no address") => new(
        ZsErrorId.StoreUnusable,
        ZsErrorCategory.InvalidArgument,
        $"The address of the records' PostgreSQL database cannot be read: {why}.",
        "Write it as postgresql://user@host:5432/database; the password is best kept in ~/.pgpass.");
}
