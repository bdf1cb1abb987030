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
