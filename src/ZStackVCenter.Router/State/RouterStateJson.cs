using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZStackVCenter.Router.State;

/// <summary>How the state is written: members in the order of their declaration, enums by name, nothing unknown taken.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true,
    NewLine = "\n",
    Converters = [typeof(IPv4AddressConverter), typeof(IPv4NetworkConverter)])]
[JsonSerializable(typeof(RouterState))]
internal sealed partial class RouterStateJsonContext : JsonSerializerContext;

/// <summary>The state as JSON.</summary>
internal static class RouterStateJson
{
    public static string Write(RouterState state) => JsonSerializer.Serialize(state, RouterStateJsonContext.Default.RouterState) + "\n";

    public static RouterState Read(string json)
    {
        try
        {
            RefuseNewer(json);
            return JsonSerializer.Deserialize(json, RouterStateJsonContext.Default.RouterState)
                ?? throw new RouterStateException("The text holds no router's state; it is the word null.");
        }
        catch (JsonException e)
        {
            throw new RouterStateException(
                $"The text is no router's state: {Reason(e)} (at {e.Path ?? "$"}, line {e.LineNumber + 1}).", e);
        }
    }

    private static void RefuseNewer(string json)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("version", out JsonElement version)
            && version.ValueKind == JsonValueKind.Number
            && !(version.TryGetInt32(out int form) && form is >= 1 and <= RouterState.CurrentVersion))
        {
            throw new RouterStateException(
                $"The router's state is of form {version.GetRawText()}, and this version of the module knows forms 1 to {RouterState.CurrentVersion}. Use the module that wrote it.");
        }
    }

    /// <summary>The reader's own words, without the place, which is said apart.</summary>
    private static string Reason(JsonException e)
    {
        int place = e.Message.IndexOf(" Path:", StringComparison.Ordinal);
        return (place < 0 ? e.Message : e.Message[..place]).TrimEnd('.');
    }
}
