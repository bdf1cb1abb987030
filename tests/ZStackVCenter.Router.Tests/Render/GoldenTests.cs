using System.Text;
using System.Text.Json.Nodes;
using ZStackVCenter.Router.Render;
using ZStackVCenter.Router.State;
using ZStackVCenter.Testing;

namespace ZStackVCenter.Router.Tests.Render;

/// <summary>
/// The sample's files as they are, beside this file in Golden/. A change of the renderer shows there as a difference to read;
/// ZSTACKVCENTER_WRITE_GOLDEN=1 writes them anew.
/// </summary>
public sealed class GoldenTests
{
    private static readonly RenderedConfiguration Rendered = RouterRenderer.Render(SampleState.Create());

    private static string Folder => Path.Combine(Repository.Root, "tests", "ZStackVCenter.Router.Tests", "Render", "Golden");

    [Fact]
    public void The_sample_is_rendered_as_it_was_read_and_found_good()
    {
        var expected = new SortedDictionary<string, string>(StringComparer.Ordinal);
        // The certificate is made by each run, and the checker is a source file.
        foreach (RenderedFile file in Rendered.Files.Where(file => !file.Path.EndsWith(".pem", StringComparison.Ordinal) && !file.Path.EndsWith(".pl", StringComparison.Ordinal)))
        {
            expected[file.Path] = Encoding.UTF8.GetString(file.Content.Span);
        }

        if (Environment.GetEnvironmentVariable("ZSTACKVCENTER_WRITE_GOLDEN") == "1")
        {
            Write(expected);
        }

        Assert.Equal(expected.Keys, Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal));
        foreach ((string path, string text) in expected)
        {
            Assert.Equal(File.ReadAllText(Path.Combine(Folder, path)), text);
        }
    }

    [Fact]
    public void The_same_state_gives_the_same_bytes()
    {
        RouterState state = SampleState.Create();
        RenderedConfiguration one = RouterRenderer.Render(state);
        RenderedConfiguration other = RouterRenderer.Render(RouterState.FromJson(state.ToJson()));
        Assert.Equal(one.Digest, other.Digest);
        Assert.True(one.Manifest.Span.SequenceEqual(other.Manifest.Span));
    }

    [Fact]
    public void The_order_of_a_list_means_nothing_unless_it_is_of_name_servers()
    {
        JsonNode backwards = JsonNode.Parse(SampleState.Create().ToJson())!;
        Reverse(backwards);
        Assert.NotEqual(SampleState.Create().ToJson(), RouterState.FromJson(backwards.ToJsonString()).ToJson());
        RenderedConfiguration other = RouterRenderer.Render(RouterState.FromJson(backwards.ToJsonString()));
        Assert.Empty(Rendered.Files.Zip(other.Files).Where(pair => !pair.First.Content.Span.SequenceEqual(pair.Second.Content.Span)).Select(pair => pair.First.Path));
        Assert.Equal(Rendered.Digest, other.Digest);

        RouterState state = SampleState.Create();
        PrivateNetwork network = state.PrivateNetworks[0] with { DnsUpstreams = [.. state.PrivateNetworks[0].DnsUpstreams.Reverse()] };
        Assert.NotEqual(Rendered.Digest, RouterRenderer.Render(state with { PrivateNetworks = [network, state.PrivateNetworks[1]] }).Digest);
    }

    [Fact]
    public void A_guest_more_changes_only_what_knows_guests()
    {
        RouterState state = SampleState.Create();
        PrivateNetwork network = state.PrivateNetworks[0];
        DhcpHost guest = new() { Mac = MacAddress.Parse("00:50:56:00:01:09"), Address = SampleState.Ip("10.0.1.9"), HostName = "web-9" };
        RenderedConfiguration changed = RouterRenderer.Render(state with
        {
            PrivateNetworks = [network with { Hosts = [.. network.Hosts, guest] }, state.PrivateNetworks[1]],
        });
        string key = network.Id.ToString("N");
        Assert.Equal(
            [$"dnsmasq/{key}.hosts", $"dnsmasq/{key}.names"],
            changed.Files.Zip(Rendered.Files).Where(pair => !pair.First.Content.Span.SequenceEqual(pair.Second.Content.Span)).Select(pair => pair.First.Path));
    }

    [Fact]
    public void Keys_are_in_files_that_only_root_reads()
    {
        foreach (RenderedFile file in Rendered.Files)
        {
            string text = Encoding.UTF8.GetString(file.Content.Span);
            bool holdsKey = text.Contains("PRIVATE KEY", StringComparison.Ordinal) || text.Contains("secret =", StringComparison.Ordinal);
            Assert.Equal(holdsKey, file.IsSecret);
            Assert.Equal(holdsKey, file.Mode == Convert.ToInt32("600", 8));
        }
    }

    [Fact]
    public void A_state_that_contradicts_itself_is_not_rendered() =>
        Assert.Throws<RouterStateException>(() => RouterRenderer.Render(SampleState.Create() with { HostName = string.Empty }));

    /// <summary>Turns each list around but that of the name servers.</summary>
    private static void Reverse(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach ((string _, JsonNode? member) in members.Where(member => member.Key != "dnsUpstreams"))
                {
                    Reverse(member);
                }

                break;
            case JsonArray items:
                JsonNode?[] all = [.. items];
                items.Clear();
                foreach (JsonNode? item in all.Reverse())
                {
                    Reverse(item);
                    items.Add(item);
                }

                break;
            default:
                break;
        }
    }

    private static void Write(SortedDictionary<string, string> files)
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }

        foreach ((string path, string text) in files)
        {
            string file = Path.Combine(Folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }
}
