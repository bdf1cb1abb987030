using ZStackVCenter.Router.Remote;
using ZStackVCenter.Testing;

namespace ZStackVCenter.Router.Tests.Render;

/// <summary>The units that a router with systemd gets.</summary>
public sealed class UnitTests : IDisposable
{
    private const string Folder = "units/";
    private readonly string _root = Directory.CreateTempSubdirectory("units").FullName;

    [NeedsFact("systemd-analyze")]
    public void Systemd_finds_no_fault_in_them()
    {
        Directory.CreateDirectory(Path.Combine(_root, "script", "current"));
        foreach (string name in Names())
        {
            File.WriteAllText(Path.Combine(_root, name), Text(name).Replace("@ROOT@", _root, StringComparison.Ordinal));
        }

        // A template is looked at as one of its instances.
        string[] units = [.. Names().Select(name => Path.Combine(_root, name.Replace("@.", "@haproxy.", StringComparison.Ordinal)))];
        string output = RenderedFolder.Accepts("systemd-analyze", ["verify", "--man=no", "--recursive-errors=no", .. units]);

        Assert.DoesNotContain("zstackvcenter", output, StringComparison.Ordinal);
    }

    /// <summary>At boot one unit starts the others and waits until they answer, before there is a network: they must wait for neither.</summary>
    [Fact]
    public void A_daemon_does_not_wait_for_the_unit_that_starts_it()
    {
        string[] waits = [.. Text("zstackvcenter@.service").Split('\n').Where(line => line.StartsWith("After=", StringComparison.Ordinal))];

        Assert.Equal(["After=local-fs.target"], waits);
        Assert.Contains("DefaultDependencies=no", Text("zstackvcenter@.service").Split('\n'));
    }

    private static IEnumerable<string> Names() =>
        RemoteScript.Files.Keys.Where(path => path.StartsWith(Folder, StringComparison.Ordinal)).Select(path => path[Folder.Length..]);

    private static string Text(string name) => System.Text.Encoding.UTF8.GetString(RemoteScript.Files[Folder + name]);

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
