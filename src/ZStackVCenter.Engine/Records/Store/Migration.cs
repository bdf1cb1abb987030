using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace ZStackVCenter.Engine.Records.Store;

/// <summary>One numbered change of the schema: an embedded file <c>NNNN_name.sql</c>, never edited after it shipped.</summary>
internal sealed record Migration(int Version, string Name, string Sql)
{
    private const string Folder = "Records.Migrations.";

    /// <summary>All that this version of the module knows, by number.</summary>
    public static ImmutableArray<Migration> All { get; } = Load(typeof(Migration).Assembly);

    /// <summary>The schema's number in this version of the module.</summary>
    public static int Latest => All[^1].Version;

    /// <summary>A digest of the text, by which an edited migration is noticed.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    private static ImmutableArray<Migration> Load(Assembly assembly) =>
    [
        .. assembly.GetManifestResourceNames()
            .Where(name => name.Contains(Folder, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => Read(assembly, name))
            .OrderBy(migration => migration.Version),
    ];

    private static Migration Read(Assembly assembly, string resource)
    {
        string file = resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..^".sql".Length];
        using Stream stream = assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        string sql = reader.ReadToEnd().ReplaceLineEndings("\n");
        return new Migration(int.Parse(file.AsSpan(0, 4), CultureInfo.InvariantCulture), file[5..], sql);
    }
}
