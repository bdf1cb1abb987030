using System.Net;
using Xunit;
using ZStackVCenter.Testing.Faults;

namespace ZStackVCenter.Testing.Tests;

public sealed class FaultProxyTests(FaultProxyTests.Server server) : IClassFixture<FaultProxyTests.Server>
{
    private const string About = "<RetrieveServiceContent xmlns='urn:vim25'><_this type='ServiceInstance'>ServiceInstance</_this></RetrieveServiceContent>";

    [Fact]
    public async Task A_request_passes_unchanged_and_is_counted_by_its_method()
    {
        await using FaultProxy proxy = FaultProxy.Start(server.VCenter.Uri);
        using SoapClient soap = await SoapClient.LoginAsync(server.VCenter, proxy.Uri);

        string answer = await soap.CallAsync(About);
        await soap.CallAsync(About);

        Assert.Contains("apiVersion", answer, StringComparison.Ordinal);
        Assert.Equal(1, proxy.Calls("Login"));
        Assert.Equal(2, proxy.Calls("RetrieveServiceContent"));
        Assert.Equal(0, proxy.Calls("Logout"));
    }

    [Fact]
    public async Task A_session_cookie_survives_the_way_through()
    {
        await using FaultProxy proxy = FaultProxy.StartTls(server.VCenter.Uri);
        using SoapClient soap = await SoapClient.LoginAsync(server.VCenter, proxy.Uri);

        Assert.StartsWith("session[", await soap.ViewAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_call_that_the_rule_names_is_touched()
    {
        await using FaultProxy proxy = FaultProxy.Start(server.VCenter.Uri);
        using SoapClient soap = await SoapClient.LoginAsync(server.VCenter, proxy.Uri);
        proxy.On("RetrieveServiceContent", 2, Weather.Status(503));

        HttpStatusCode[] seen = [await StatusAsync(soap), await StatusAsync(soap), await StatusAsync(soap)];

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK], seen);
    }

    [Fact]
    public async Task A_cut_answer_ends_early()
    {
        await using FaultProxy proxy = FaultProxy.Start(server.VCenter.Uri);
        proxy.On("RetrieveServiceContent", Weather.CutAfter(100));
        using SoapClient soap = new(proxy.Uri);

        HttpRequestException failure = await Assert.ThrowsAsync<HttpRequestException>(() => soap.CallAsync(About));

        Assert.Equal(HttpRequestError.ResponseEnded, failure.HttpRequestError);
    }

    [Fact]
    public async Task A_reset_is_a_reset()
    {
        await using FaultProxy proxy = FaultProxy.Start(server.VCenter.Uri);
        proxy.On("RetrieveServiceContent", Weather.ResetAfter(100));
        using SoapClient soap = new(proxy.Uri);

        HttpRequestException failure = await Assert.ThrowsAsync<HttpRequestException>(() => soap.CallAsync(About));

        Assert.Contains("reset", failure.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_cut_over_TLS_ends_early_too()
    {
        await using FaultProxy proxy = FaultProxy.StartTls(server.VCenter.Uri);
        proxy.On("RetrieveServiceContent", Weather.CutAfter(100));
        using SoapClient soap = new(proxy.Uri);

        await Assert.ThrowsAsync<HttpRequestException>(() => soap.CallAsync(About));
    }

    [Fact]
    public async Task A_hanging_call_hangs_until_the_proxy_goes_and_others_pass()
    {
        FaultProxy proxy = FaultProxy.Start(server.VCenter.Uri);
        proxy.On("CurrentTime", Weather.Hang());
        using SoapClient soap = await SoapClient.LoginAsync(server.VCenter, proxy.Uri);

        Task<string> hanging = soap.CallAsync("<CurrentTime xmlns='urn:vim25'><_this type='ServiceInstance'>ServiceInstance</_this></CurrentTime>");
        Assert.Contains("apiVersion", await soap.CallAsync(About), StringComparison.Ordinal);
        Assert.False(hanging.IsCompleted);
        await proxy.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => hanging);
    }

    [Fact]
    public async Task A_session_can_end_between_two_pages()
    {
        await using FaultProxy proxy = FaultProxy.Start(server.VCenter.Uri);
        using SoapClient soap = await SoapClient.LoginAsync(server.VCenter, proxy.Uri);
        proxy.On("ContinueRetrievePropertiesEx", 1, Weather.First(async _ => await server.VCenter.Control.TerminateSessionsAsync()));

        string first = await soap.CallAsync(SoapClient.RetrieveVms(await soap.ViewAsync(), maxObjects: 1));
        string second = await soap.CallAsync(SoapClient.ContinueRetrieve(SoapClient.Token(first)));

        Assert.Contains("NotAuthenticated", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_that_the_server_lacks_gets_an_answer_of_the_tests_own()
    {
        await using FaultProxy proxy = FaultProxy.Start(server.VCenter.Uri);
        proxy.On("AcquireTicket", Weather.Soap("<AcquireTicketResponse xmlns='urn:vim25'><returnval><ticket>t-1</ticket></returnval></AcquireTicketResponse>"));
        using SoapClient soap = new(proxy.Uri);

        string answer = await soap.CallAsync("<AcquireTicket xmlns='urn:vim25'><_this type='VirtualMachine'>vm-1</_this><ticketType>webmks</ticketType></AcquireTicket>");

        Assert.Contains("<ticket>t-1</ticket>", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_build_on_each_other_in_their_order()
    {
        await using FaultProxy proxy = FaultProxy.Start(server.VCenter.Uri);
        proxy.On("GET /sdk/vimServiceVersions.xml", Weather.Rewrite("9\\.9", "9.9.1"))
            .On("GET /sdk/vimServiceVersions.xml", Weather.ServiceVersions("9.9", "8.0", "7.0"));
        using SoapClient soap = new(proxy.Uri);

        string versions = await soap.GetAsync("/sdk/vimServiceVersions.xml");

        Assert.Contains("<version>9.9.1</version><priorVersions><version>8.0</version>", versions, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    public async Task A_huge_element_is_as_big_as_it_says(int megabytes)
    {
        await using FaultProxy proxy = FaultProxy.Start(server.VCenter.Uri);
        proxy.On("*", Weather.HugeElement(megabytes));
        using SoapClient soap = new(proxy.Uri);

        Assert.InRange((await soap.CallAsync(About)).Length, megabytes << 20, (megabytes << 20) + 1000);
    }

    private static async Task<HttpStatusCode> StatusAsync(SoapClient soap)
    {
        using HttpResponseMessage response = await soap.SendAsync(About);
        return response.StatusCode;
    }

    public sealed class Server : VCenterFixture
    {
        protected override SimulatedVCenterOptions Options => new() { Tls = false, Vms = 3 };
    }
}
