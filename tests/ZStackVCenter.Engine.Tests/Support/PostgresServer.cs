using System.Diagnostics;
using Npgsql;

namespace ZStackVCenter.Engine.Tests.Support;

/// <summary>
/// A PostgreSQL server of this test process alone, on a Unix socket in a temporary folder: started at first use, gone with the process however
/// that ends. Tests get databases of their own in it.
/// </summary>
internal static class PostgresServer
{
    // The shell holds the server: when this process ends, and the pipe to it closes, the server stops and its folder goes.
    private const string Script = """
        set -e
        bin=$1; folder=$2
        as=
        if [ "$(id -u)" = 0 ]; then
            as="setpriv --reuid=postgres --regid=postgres --clear-groups"
            chown postgres "$folder"
        fi
        trap 'rm -rf "$folder"' EXIT
        $as "$bin/initdb" -D "$folder/data" -A trust -U postgres -E UTF8 --locale=C.UTF-8 --no-sync --no-instructions >&2
        $as "$bin/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c fsync=off -c max_connections=200 -c shared_buffers=32MB >&2 &
        server=$!
        echo started
        cat >/dev/null
        kill -INT $server
        wait $server || true
        """;

    private static readonly Lazy<Task<string>> Socket = new(StartAsync);
    private static int _databases;

    /// <summary>Makes an empty database; gives its connection string.</summary>
    public static async Task<string> CreateDatabaseAsync()
    {
        var folder = await Socket.Value;
        var name = $"zs_{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(ConnectionString(folder, "postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return ConnectionString(folder, name);
    }

    private static string ConnectionString(string folder, string database) => $"Host={folder};Username=postgres;Database={database};Pooling=true;Maximum Pool Size=40";

    private static async Task<string> StartAsync()
    {
        var bin = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderBy(path => int.TryParse(Path.GetFileName(path), out var version) ? version : 0).LastOrDefault()
            : null;
        if (bin is null)
        {
            throw new InvalidOperationException("This test needs PostgreSQL: ./build.sh test installs the package postgresql from tests/packages.txt.");
        }
        var folder = Directory.CreateTempSubdirectory("zsvc-pg-").FullName;
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", Path.Combine(bin, "bin"), folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        var shell = Process.Start(start)!;
        var log = new List<string>();
        shell.ErrorDataReceived += (_, line) =>
        {
            lock (log)
            {
                log.Add(line.Data ?? "");
            }
        };
        shell.BeginErrorReadLine();
        await shell.StandardOutput.ReadLineAsync();
        for (var deadline = DateTime.UtcNow.AddMinutes(2); ;)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString(folder, "postgres") + ";Pooling=false");
                await connection.OpenAsync();
                return folder;
            }
            catch (NpgsqlException) when (!shell.HasExited && DateTime.UtcNow < deadline)
            {
                await Task.Delay(100);
            }
            catch (NpgsqlException e)
            {
                lock (log)
                {
                    throw new InvalidOperationException($"PostgreSQL did not start: {string.Join('\n', log)}", e);
                }
            }
        }
    }
}
