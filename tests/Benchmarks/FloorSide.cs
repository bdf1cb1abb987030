using System.Net;
using System.Text;
using System.Text.Json;

namespace ZStackVCenter.Benchmarks;

/// <summary>The floor: the same calls as a synchronization, their answers downloaded and thrown away.</summary>
internal static class FloorSide
{
    /// <summary>How much of an answer is kept to find ids in. A page's token stands at its head.</summary>
    public const int Head = 8192;

    /// <summary>Arguments: address of /sdk, user, password, thumbprint, file of recorded calls.</summary>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        RecordedCall[] calls = JsonSerializer.Deserialize<RecordedCall[]>(await File.ReadAllTextAsync(arguments[4], cancellationToken))
            ?? throw new InvalidOperationException("The file holds no calls.");
        Uri address = new(arguments[0]);
        string thumbprint = arguments[3].Replace(":", string.Empty, StringComparison.Ordinal);
        using HttpClientHandler handler = new()
        {
            CookieContainer = new CookieContainer(),
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == thumbprint,
        };
        using HttpClient http = new(handler);
        byte[] buffer = new byte[128 * 1024];
        await PostAsync(http, address, buffer, Login(arguments[1], arguments[2]), cancellationToken);
        return await Side.AnswerAsync(_ => Task.FromResult<Func<Task<int>>>(DownloadAsync), cancellationToken);

        async Task<int> DownloadAsync()
        {
            Dictionary<string, string> ids = new(StringComparer.Ordinal);
            foreach (RecordedCall call in calls)
            {
                string body = ids.Aggregate(call.Body, (text, id) => text.Replace($">{id.Key}<", $">{id.Value}<", StringComparison.Ordinal));
                string head = await PostAsync(http, address, buffer, body, cancellationToken);
                foreach ((string old, string fresh) in call.Ids.Zip(RecordedCalls.IdsIn(head)))
                {
                    ids[old] = fresh;
                }
            }

            return calls.Length;
        }
    }

    private static async Task<string> PostAsync(HttpClient http, Uri address, byte[] buffer, string body, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "text/xml") };
        using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        StringBuilder head = new();
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (head.Length < Head)
            {
                head.Append(Encoding.UTF8.GetString(buffer, 0, Math.Min(read, Head)));
            }
        }

        return response.IsSuccessStatusCode ? head.ToString() : throw new InvalidOperationException($"The server refused a recorded call: {head}");
    }

    private static string Login(string user, string password) =>
        "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body><Login xmlns=\"urn:vim25\">"
        + $"<_this type=\"SessionManager\">SessionManager</_this><userName>{user}</userName><password>{password}</password></Login></soapenv:Body></soapenv:Envelope>";
}
