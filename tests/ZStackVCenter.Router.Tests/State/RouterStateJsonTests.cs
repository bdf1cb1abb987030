using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Tests.State;

public sealed class RouterStateJsonTests
{
    [Fact]
    public void A_state_comes_back_from_its_JSON_as_it_was()
    {
        string json = SampleState.Create().ToJson();
        Assert.Equal(json, RouterState.FromJson(json).ToJson());
        Assert.Contains("\"fromPrivateNetworks\": \"Accept\"", json, StringComparison.Ordinal);
        Assert.Contains("\"8000-8099\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_that_is_left_out_has_its_default_and_one_that_is_none_stays_none()
    {
        const string least = """
            {
              "id": "00000001-0000-0000-8000-000000000000", "hostName": "r",
              "management": { "mac": "00:50:56:00:00:01", "address": "192.168.0.2", "network": "192.168.0.0/24" },
              "tunnels": [{ "id": "00000070-0000-0000-8000-000000000000", "vipId": "00000020-0000-0000-8000-000000000000",
                "peerAddress": "192.0.2.1", "preSharedKey": "k", "localCidrs": [], "remoteCidrs": [] }]
            }
            """;
        RouterState state = RouterState.FromJson(least);
        IpsecTunnel tunnel = Assert.Single(state.Tunnels);
        Assert.Equal((1, 22, 1500), (state.Version, state.Management.SshPort, state.Management.Mtu));
        Assert.Empty(state.Vips);
        Assert.Equal(FirewallAction.Reject, state.Firewall.BetweenPrivateNetworks);
        Assert.Equal(
            (IkeVersion.V2, IpsecEncryption.Aes256, IpsecIntegrity.Sha256, 14, 14, 86400, 3600),
            (tunnel.IkeVersion, tunnel.IkeEncryption, tunnel.Integrity, tunnel.IkeDhGroup, tunnel.PfsGroup, tunnel.IkeLifetimeSeconds, tunnel.LifetimeSeconds));

        RouterState none = RouterState.FromJson((state with { Tunnels = [tunnel with { PfsGroup = null }] }).ToJson());
        Assert.Null(Assert.Single(none.Tunnels).PfsGroup);
    }

    [Theory]
    [InlineData("\"port\": 80,", "\"port\": 80.5,", "$.listeners[0].port")]
    [InlineData("\"port\": 80,", "\"port\": \"80\",", "$.listeners[0].port")]
    [InlineData("\"port\": 80,", "\"port\": 99999999999,", "$.listeners[0].port")]
    [InlineData("\"port\": 80,", "\"port\": null,", "$.listeners[0].port")]
    [InlineData("\"protocol\": \"Http\"", "\"protocol\": 1", "$.listeners[1].protocol")]
    [InlineData("\"protocol\": \"Http\"", "\"protocol\": \"1\"", "$.listeners[1].protocol")]
    [InlineData("\"dhcp\": true", "\"dhcp\": \"yes\"", "$.privateNetworks[0].dhcp")]
    [InlineData("\"dhcp\": true", "\"dhcp\": true, \"dhpc\": true", "$.privateNetworks[0].dhpc")]
    [InlineData("\"dhcp\": true", "\"dhcp\": true, \"dhcp\": false", "$.privateNetworks[0].dhcp")]
    [InlineData("\"preSharedKey\": \"not a good key\",", "", "$.tunnels[0]")]
    [InlineData("\"preSharedKey\": \"not a good key\"", "\"preSharedKey\": 5", "$.tunnels[0].preSharedKey")]
    [InlineData("\"preSharedKey\": \"not a good key\"", "\"preSharedKey\": [\"not a good key\"]", "$.tunnels[0].preSharedKey")]
    [InlineData("\"name\": \"Web\"", "\"name\": null", "$.privateNetworks[0].name")]
    [InlineData("\"name\": \"Web\"", "\"name\": \"\\uD800\"", "$.privateNetworks[0].name")]
    [InlineData("\"name\": \"Web\"", "\"\\uD800\": \"Web\"", "$.privateNetworks[0]")]
    [InlineData("\"hosts\": [", "\"hosts\": {", "$.privateNetworks[0].hosts")]
    [InlineData("\"name\": \"Web\"", "\"name\": \"Web", "line")]
    public void What_is_no_such_value_is_refused_in_words_where_it_stands_and_no_secret_is_said(string value, string rubbish, string path)
    {
        string json = SampleState.Create().ToJson();
        int place = json.IndexOf(value, StringComparison.Ordinal);
        Assert.True(place >= 0, value);
        string broken = json[..place] + rubbish + json[(place + value.Length)..];
        string message = Assert.Throws<RouterStateException>(() => RouterState.FromJson(broken)).Message;
        Assert.Contains(path, message, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", message, StringComparison.Ordinal);
        Assert.DoesNotContain("ZStackVCenter", message, StringComparison.Ordinal);
        Assert.DoesNotContain("not a good key", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_character_is_refused_in_the_text_too() => Assert.Contains(
        "half a character", Assert.Throws<RouterStateException>(() => RouterState.FromJson("{\"hostName\":\"" + '\uD800' + "\"}")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_state_shows_none_of_its_secrets_but_in_its_JSON()
    {
        RouterState state = SampleState.Create();
        string shown = string.Join('\n', state.Certificates) + string.Join('\n', state.Tunnels) + state;
        Assert.DoesNotContain("PRIVATE KEY", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("not a good key", shown, StringComparison.Ordinal);
        Assert.Contains("not a good key", state.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_of_a_newer_form_is_refused_by_its_number()
    {
        string json = SampleState.Create().ToJson().Replace("\"version\": 1", "\"version\": 2, \"quantum\": true", StringComparison.Ordinal);
        Assert.Contains("form 2", Assert.Throws<RouterStateException>(() => RouterState.FromJson(json)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.1.5", "10.0.1", "$.privateNetworks[0].hosts[0].address")]
    [InlineData("10.0.1.5", "::1", "$.privateNetworks[0].hosts[0].address")]
    [InlineData("10.0.1.0/24", "10.0.1.1/24", "$.privateNetworks[0].network")]
    [InlineData("00:50:56:00:01:05", "ff:ff:ff:ff:ff:ff", "$.privateNetworks[0].hosts[0].mac")]
    [InlineData("00:50:56:00:01:05", "00:50:56:00:01:05\\n", "$.privateNetworks[0].hosts[0].mac")]
    [InlineData("8000-8099", "8099-8000", "$.portForwardings[1].vipPorts")]
    [InlineData("8000-8099", "0-80", "$.portForwardings[1].vipPorts")]
    [InlineData("8000-8099", "80 - 90", "$.portForwardings[1].vipPorts")]
    [InlineData("\"LeastConnections\"", "\"Random\"", "$.listeners[1].algorithm")]
    [InlineData("\"hostName\": \"router-1\"", "\"hostName\": null", "$.hostName")]
    public void A_value_that_cannot_be_is_refused_where_it_stands(string value, string rubbish, string path)
    {
        string json = SampleState.Create().ToJson();
        int place = json.IndexOf(value, StringComparison.Ordinal);
        string broken = json[..place] + rubbish + json[(place + value.Length)..];
        string message = Assert.Throws<RouterStateException>(() => RouterState.FromJson(broken)).Message;
        Assert.Contains(path, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"version\":1,\"version\":1}")]
    [InlineData("{\"surprise\":1}")]
    public void What_is_no_state_is_refused(string text) => Assert.Throws<RouterStateException>(() => RouterState.FromJson(text));
}
