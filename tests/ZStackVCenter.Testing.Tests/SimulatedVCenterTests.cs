using Xunit;

namespace ZStackVCenter.Testing.Tests;

public sealed class SimulatedVCenterTests
{
    [Fact]
    public async Task It_listens_on_loopback_and_shows_the_certificate_it_announced()
    {
        await using SimulatedVCenter vcenter = await SimulatedVCenter.StartAsync();
        string? seen = null;
        using HttpClientHandler handler = new()
        {
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) =>
            {
                seen = certificate?.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256);
                return true;
            },
        };
        using HttpClient http = new(handler);
        string versions = await http.GetStringAsync(new Uri(vcenter.Uri, "/sdk/vimServiceVersions.xml"));

        Assert.Equal("127.0.0.1", vcenter.Uri.Host);
        Assert.Contains("urn:vim25", versions, StringComparison.Ordinal);
        Assert.Equal(vcenter.Sha256.Replace(":", string.Empty, StringComparison.Ordinal), seen);
    }

    [Fact]
    public async Task Two_of_them_share_neither_port_nor_identity()
    {
        await using SimulatedVCenter one = await SimulatedVCenter.StartAsync();
        await using SimulatedVCenter two = await SimulatedVCenter.StartAsync();

        Assert.NotEqual(one.Port, two.Port);
        Assert.NotEqual(one.InstanceUuid, two.InstanceUuid);
        Assert.NotEqual(one.Thumbprint, two.Thumbprint);
    }

    [Fact]
    public async Task A_page_holds_what_was_asked_for_and_its_token_stands_first()
    {
        await using SimulatedVCenter vcenter = await SimulatedVCenter.StartAsync(new() { Vms = 5, Tls = false });
        using SoapClient soap = await SoapClient.LoginAsync(vcenter);

        string first = await soap.CallAsync(SoapClient.RetrieveVms(await soap.ViewAsync(), maxObjects: 3));
        string second = await soap.CallAsync(SoapClient.ContinueRetrieve(SoapClient.Token(first)));

        Assert.Equal(3, SoapClient.Count(first, "<objects>"));
        Assert.True(first.IndexOf("<token>", StringComparison.Ordinal) < first.IndexOf("<objects>", StringComparison.Ordinal));
        Assert.Equal(2, SoapClient.Count(second, "<objects>"));
        Assert.DoesNotContain("<token>", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_reaches_a_waiting_collector_with_a_new_version()
    {
        await using SimulatedVCenter vcenter = await SimulatedVCenter.StartAsync(new() { Tls = false });
        using SoapClient soap = await SoapClient.LoginAsync(vcenter);
        await soap.CreateFilterAsync(await soap.ViewAsync(), "runtime.powerState");
        string state = await soap.WaitAsync(string.Empty);
        string version = SoapClient.Version(state);

        Task<string> waiting = soap.WaitAsync(version);
        await vcenter.Control.PowerVmAsync("DC0_C0_RP0_VM0", "off");
        string change = await waiting;

        Assert.Equal(2, SoapClient.Count(state, "<kind>enter</kind>"));
        Assert.Equal(1, SoapClient.Count(change, "<kind>modify</kind>"));
        Assert.Contains("poweredOff", change, StringComparison.Ordinal);
        Assert.NotEqual(version, SoapClient.Version(change));
    }

    [Fact]
    public async Task A_VM_that_comes_and_goes_enters_and_leaves()
    {
        await using SimulatedVCenter vcenter = await SimulatedVCenter.StartAsync(new() { Tls = false });
        using SoapClient soap = await SoapClient.LoginAsync(vcenter);
        await soap.CreateFilterAsync(await soap.ViewAsync(), "name");
        string version = SoapClient.Version(await soap.WaitAsync(string.Empty));

        await vcenter.Control.AddVmAsync("newcomer");
        string entered = await soap.WaitAsync(version);
        await vcenter.Control.RemoveVmAsync("newcomer");
        string left = await soap.WaitAsync(SoapClient.Version(entered));

        Assert.Contains("newcomer", entered, StringComparison.Ordinal);
        Assert.Contains("<kind>leave</kind>", left, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_truncated_set_says_so_and_the_rest_follows_at_once()
    {
        await using SimulatedVCenter vcenter = await SimulatedVCenter.StartAsync(new() { Vms = 5, MaxObjects = 2, Tls = false });
        using SoapClient soap = await SoapClient.LoginAsync(vcenter);
        await soap.CreateFilterAsync(await soap.ViewAsync(), "name");

        string first = await soap.WaitAsync(string.Empty);
        string second = await soap.WaitAsync(SoapClient.Version(first));
        string third = await soap.WaitAsync(SoapClient.Version(second));

        Assert.Contains("<truncated>true</truncated>", first, StringComparison.Ordinal);
        Assert.Equal([2, 2, 1], new[] { first, second, third }.Select(x => SoapClient.Count(x, "<kind>enter</kind>")));
        Assert.DoesNotContain("<truncated>true</truncated>", third, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terminating_sessions_answers_a_wait_in_progress_with_NotAuthenticated()
    {
        await using SimulatedVCenter vcenter = await SimulatedVCenter.StartAsync(new() { Tls = false });
        using SoapClient soap = await SoapClient.LoginAsync(vcenter);
        await soap.CreateFilterAsync(await soap.ViewAsync(), "name");
        string version = SoapClient.Version(await soap.WaitAsync(string.Empty));

        Task<string> waiting = soap.WaitAsync(version);
        Assert.Equal(1, await vcenter.Control.TerminateSessionsAsync());

        Assert.Contains("NotAuthenticated", await waiting, StringComparison.Ordinal);
        Assert.Equal(0, await vcenter.Control.SessionCountAsync());
    }
}
