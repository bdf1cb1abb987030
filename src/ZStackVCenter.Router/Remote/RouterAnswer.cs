using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZStackVCenter.Router.Remote;

/// <summary>The one line that the script answers with; each verb fills its own part.</summary>
internal sealed record RouterAnswer
{
    /// <summary>The form of the answer that this version reads.</summary>
    public const int KnownSchema = 1;

    public required int Schema { get; init; }

    public required bool Ok { get; init; }

    public string? Error { get; init; }

    public string? Service { get; init; }

    public string? Message { get; init; }

    public string? Words { get; init; }

    public int? Generation { get; init; }

    public int Previous { get; init; }

    public bool Unchanged { get; init; }

    public IReadOnlyList<string> Changed { get; init; } = [];

    public IReadOnlyList<string> Mended { get; init; } = [];

    public IReadOnlyDictionary<string, int> Milliseconds { get; init; } = new Dictionary<string, int>();

    public IReadOnlyList<DriftAnswer> Drift { get; init; } = [];

    public IReadOnlyList<string> Generations { get; init; } = [];

    public long? Since { get; init; }

    public bool Interrupted { get; init; }

    public IReadOnlyList<ServiceAnswer> Services { get; init; } = [];

    public string Haproxy { get; init; } = string.Empty;

    public string Udp { get; init; } = string.Empty;

    public string Tunnels { get; init; } = string.Empty;

    public string TunnelsWanted { get; init; } = string.Empty;

    public string Leases { get; init; } = string.Empty;

    public IReadOnlyList<JsonElement> Counters { get; init; } = [];

    public string Failures { get; init; } = string.Empty;

    public IReadOnlyList<InterfaceAnswer> Interfaces { get; init; } = [];
}

/// <summary>One difference, as the script says it.</summary>
internal sealed record DriftAnswer(string What, string Text);

/// <summary>One daemon, as the script says it.</summary>
internal sealed record ServiceAnswer(string Name, bool Running, bool Answers, int? Pid);

/// <summary>One card, as <c>ip -j address</c> says it.</summary>
internal sealed record InterfaceAnswer(
    [property: JsonPropertyName("ifname")] string Name,
    [property: JsonPropertyName("address")] string? Mac,
    [property: JsonPropertyName("link_type")] string? LinkType,
    [property: JsonPropertyName("operstate")] string? State,
    [property: JsonPropertyName("mtu")] int Mtu,
    [property: JsonPropertyName("addr_info")] IReadOnlyList<AddressAnswer>? Addresses);

/// <summary>One address of a card, as <c>ip -j address</c> says it.</summary>
internal sealed record AddressAnswer(
    [property: JsonPropertyName("family")] string? Family,
    [property: JsonPropertyName("local")] string? Local,
    [property: JsonPropertyName("prefixlen")] int PrefixLength);

/// <summary>How answers are read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RouterAnswer))]
internal sealed partial class RouterAnswerJson : JsonSerializerContext;
