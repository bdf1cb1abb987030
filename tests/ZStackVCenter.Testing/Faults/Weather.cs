using System.Text;
using System.Text.RegularExpressions;

namespace ZStackVCenter.Testing.Faults;

/// <summary>Something that happens to a request or to its answer on the way through a <see cref="FaultProxy"/>.</summary>
public interface IWeather
{
    /// <summary>Happens. <paramref name="next"/> goes on to the next rule and at last to the server, and sets the exchange's answer.</summary>
    Task ApplyAsync(Exchange exchange, Func<Task> next, CancellationToken cancellationToken);
}

/// <summary>The weathers that tests make. A test with a need of its own uses <see cref="Custom"/>.</summary>
public static class Weather
{
    /// <summary>Passes on unchanged: to count calls.</summary>
    public static IWeather Pass() => Custom((_, next, _) => next());

    /// <summary>Whatever the function does.</summary>
    public static IWeather Custom(Func<Exchange, Func<Task>, CancellationToken, Task> apply) => new Delegated(apply);

    /// <summary>Does something first, such as ending the session, then passes on.</summary>
    public static IWeather First(Func<CancellationToken, Task> before) => Custom(async (_, next, cancellationToken) =>
    {
        await before(cancellationToken);
        await next();
    });

    /// <summary>Waits before passing on.</summary>
    public static IWeather Delay(TimeSpan delay) => First(cancellationToken => Task.Delay(delay, cancellationToken));

    /// <summary>Never answers, until the proxy is disposed. The server is not asked.</summary>
    public static IWeather Hang() => Custom((_, _, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken));

    /// <summary>Waits until the gate opens, then passes on.</summary>
    public static IWeather WaitFor(Task gate) => First(gate.WaitAsync);

    /// <summary>Answers itself; the server is not asked.</summary>
    public static IWeather Answer(int status, string contentType, string body) =>
        Custom((exchange, _, _) => Set(exchange, status, contentType, Encoding.UTF8.GetBytes(body)));

    /// <summary>Answers a SOAP body of the test's own, such as a method that the simulator lacks: <c>&lt;AcquireTicketResponse xmlns="urn:vim25"&gt;…</c>.</summary>
    public static IWeather Soap(string body) => Answer(200, "text/xml; charset=utf-8", Envelope(body));

    /// <summary>
    /// Answers a SOAP fault: HTTP 500 with the fault's name, such as <c>NoPermission</c>, its elements and vCenter's message.
    /// </summary>
    public static IWeather Fault(string name, string message, string elements = "") => Answer(500, "text/xml; charset=utf-8", Envelope(
        $"<soapenv:Fault><faultcode>ServerFaultCode</faultcode><faultstring>{message}</faultstring><detail><{name}Fault xmlns=\"urn:vim25\" xsi:type=\"{name}\">{elements}</{name}Fault></detail></soapenv:Fault>"));

    /// <summary>Answers a page of HTML, as a login portal or a load balancer does.</summary>
    public static IWeather Html(int status = 200) =>
        Answer(status, "text/html; charset=utf-8", "<!DOCTYPE html><html><head><title>Welcome</title></head><body><h1>It works!</h1><br></body></html>");

    /// <summary>Answers bytes that are nothing: the same ones every time.</summary>
    public static IWeather Garbage(int length = 4096)
    {
        byte[] bytes = new byte[length];
        new Random(20261).NextBytes(bytes);
        return Custom((exchange, _, _) => Set(exchange, 200, "text/xml; charset=utf-8", bytes));
    }

    /// <summary>Answers the right envelope with one text element of so many megabytes.</summary>
    public static IWeather HugeElement(int megabytes, string method = "RetrievePropertiesEx") =>
        Soap($"<{method}Response xmlns=\"urn:vim25\"><returnval>{new string('x', megabytes * 1024 * 1024)}</returnval></{method}Response>");

    /// <summary>Sends so many bytes of the real answer's body and closes the connection.</summary>
    public static IWeather CutAfter(int bytes) => End(bytes, reset: false);

    /// <summary>Sends so many bytes of the real answer's body and resets the connection (RST).</summary>
    public static IWeather ResetAfter(int bytes) => End(bytes, reset: true);

    /// <summary>Sends the real answer a little at a time, with a wait after every 256 bytes.</summary>
    public static IWeather Drip(TimeSpan wait) => Custom(async (exchange, next, _) =>
    {
        await next();
        exchange.Drip = wait;
    });

    /// <summary>Changes the status of the real answer.</summary>
    public static IWeather Status(int status) => After(answer => answer with { Status = status });

    /// <summary>Rewrites the real answer's text by a regular expression.</summary>
    public static IWeather Rewrite(string pattern, string replacement)
    {
        Regex regex = new(pattern, RegexOptions.Singleline | RegexOptions.CultureInvariant);
        return After(answer => answer with { Body = Encoding.UTF8.GetBytes(regex.Replace(answer.Text, replacement)) });
    }

    /// <summary>
    /// Answers <c>vimServiceVersions.xml</c> as a server does whose newest API is <paramref name="version"/>:
    /// use with <c>On("GET /sdk/vimServiceVersions.xml", …)</c>.
    /// </summary>
    public static IWeather ServiceVersions(string version, params string[] prior) => Answer(200, "text/xml",
        $"<?xml version=\"1.0\" encoding=\"UTF-8\" ?><namespaces version=\"1.0\"><namespace><name>urn:vim25</name><version>{version}</version><priorVersions>{string.Concat(prior.Select(p => $"<version>{p}</version>"))}</priorVersions></namespace></namespaces>");

    /// <summary>A SOAP envelope around a body.</summary>
    public static string Envelope(string body) =>
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"><soapenv:Body>"
        + body + "</soapenv:Body></soapenv:Envelope>";

    private static IWeather End(int bytes, bool reset) => Custom(async (exchange, next, _) =>
    {
        await next();
        exchange.EndAfter = bytes;
        exchange.Reset = reset;
    });

    private static IWeather After(Func<ProxyAnswer, ProxyAnswer> change) => Custom(async (exchange, next, _) =>
    {
        await next();
        exchange.Answer = change(exchange.Answer);
    });

    private static Task Set(Exchange exchange, int status, string contentType, byte[] body)
    {
        exchange.Answer = new ProxyAnswer { Status = status, Headers = [("Content-Type", contentType)], Body = body };
        return Task.CompletedTask;
    }

    private sealed class Delegated(Func<Exchange, Func<Task>, CancellationToken, Task> apply) : IWeather
    {
        public Task ApplyAsync(Exchange exchange, Func<Task> next, CancellationToken cancellationToken) => apply(exchange, next, cancellationToken);
    }
}
