using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace ZStackVCenter.Testing.Tests;

/// <summary>The few calls that these tests make, written by hand: the test bed must not be tested with the client that it tests.</summary>
internal sealed partial class SoapClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _address;

    public SoapClient(Uri address)
    {
        HttpClientHandler handler = new()
        {
            CookieContainer = new CookieContainer(),
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        };
        _http = new HttpClient(handler);
        _address = address;
    }

    public static async Task<SoapClient> LoginAsync(SimulatedVCenter vcenter, Uri? address = null)
    {
        SoapClient client = new(address ?? vcenter.Uri);
        await client.CallAsync(Login(vcenter));
        return client;
    }

    public static string Login(SimulatedVCenter vcenter) =>
        $"<Login xmlns='urn:vim25'><_this type='SessionManager'>SessionManager</_this><userName>{vcenter.User}</userName><password>{vcenter.Password}</password></Login>";

    public async Task<string> CallAsync(string body)
    {
        using HttpResponseMessage response = await SendAsync(body);
        return await response.Content.ReadAsStringAsync();
    }

    public Task<HttpResponseMessage> SendAsync(string body)
    {
        string envelope = $"<soapenv:Envelope xmlns:soapenv='http://schemas.xmlsoap.org/soap/envelope/' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><soapenv:Body>{body}</soapenv:Body></soapenv:Envelope>";
        return _http.PostAsync(_address, new StringContent(envelope, Encoding.UTF8, "text/xml"));
    }

    public Task<string> GetAsync(string path) => _http.GetStringAsync(new Uri(_address, path));

    public async Task<string> ViewAsync()
    {
        string answer = await CallAsync("<CreateContainerView xmlns='urn:vim25'><_this type='ViewManager'>ViewManager</_this><container type='Folder'>group-d1</container><type>VirtualMachine</type><recursive>true</recursive></CreateContainerView>");
        return ViewPattern().Match(answer).Groups[1].Value;
    }

    /// <summary>The properties of every object of a type, as the answer's text cut at each object.</summary>
    public async Task<string[]> RetrieveAsync(string type, params string[] properties)
    {
        string created = await CallAsync($"<CreateContainerView xmlns='urn:vim25'><_this type='ViewManager'>ViewManager</_this><container type='Folder'>group-d1</container><type>{type}</type><recursive>true</recursive></CreateContainerView>");
        string view = ViewPattern().Match(created).Groups[1].Value;
        string paths = string.Join("</pathSet><pathSet>", properties);
        string answer = await CallAsync(RetrieveVms(view, maxObjects: 1000).Replace(
            "<type>VirtualMachine</type><pathSet>name</pathSet>", $"<type>{type}</type><pathSet>{paths}</pathSet>", StringComparison.Ordinal));
        return answer.Split("<objects>")[1..];
    }

    public static string RetrieveVms(string view, int maxObjects) =>
        $"<RetrievePropertiesEx xmlns='urn:vim25'><_this type='PropertyCollector'>propertyCollector</_this>{Spec(view, "name", "specSet")}<options><maxObjects>{maxObjects}</maxObjects></options></RetrievePropertiesEx>";

    public static string ContinueRetrieve(string token) =>
        $"<ContinueRetrievePropertiesEx xmlns='urn:vim25'><_this type='PropertyCollector'>propertyCollector</_this><token>{token}</token></ContinueRetrievePropertiesEx>";

    public Task<string> CreateFilterAsync(string view, string property) => CallAsync(
        $"<CreateFilter xmlns='urn:vim25'><_this type='PropertyCollector'>propertyCollector</_this>{Spec(view, property, "spec")}<partialUpdates>false</partialUpdates></CreateFilter>");

    public Task<string> WaitAsync(string version) => CallAsync(
        $"<WaitForUpdatesEx xmlns='urn:vim25'><_this type='PropertyCollector'>propertyCollector</_this><version>{version}</version><options><maxWaitSeconds>20</maxWaitSeconds></options></WaitForUpdatesEx>");

    public static string Token(string answer) => TokenPattern().Match(answer).Groups[1].Value;

    public static string Version(string answer) => VersionPattern().Match(answer).Groups[1].Value;

    public static int Count(string text, string part) => text.Split(part).Length - 1;

    public void Dispose() => _http.Dispose();

    private static string Spec(string view, string property, string element) =>
        $"<{element}><propSet><type>VirtualMachine</type><pathSet>{property}</pathSet></propSet><objectSet><obj type='ContainerView'>{view}</obj><skip>true</skip><selectSet xsi:type='TraversalSpec'><type>ContainerView</type><path>view</path><skip>false</skip></selectSet></objectSet></{element}>";

    [GeneratedRegex("<returnval[^>]*>([^<]+)</returnval>")]
    private static partial Regex ViewPattern();

    [GeneratedRegex("<token>([^<]+)</token>")]
    private static partial Regex TokenPattern();

    [GeneratedRegex("<version>([^<]+)</version>")]
    private static partial Regex VersionPattern();
}
