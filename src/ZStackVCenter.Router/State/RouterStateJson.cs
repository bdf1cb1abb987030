using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ZStackVCenter.Router.State;

/// <summary>
/// The state as JSON: members in the order of their declaration, enums by name, nothing unknown taken. A member that is left out has its default; for that
/// the types are looked at when the first state is read, as generated readers set what is left out to nothing.
/// </summary>
internal static class RouterStateJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new IPv4AddressConverter(), new IPv4NetworkConverter(), new EnumConverterFactory() },
    };

    public static string Write(RouterState state) => JsonSerializer.Serialize(state, Options) + "\n";

    public static RouterState Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            RefuseNewer(json);
            return JsonSerializer.Deserialize<RouterState>(json, Options)
                ?? throw new RouterStateException("The text holds no router's state; it is the word null.");
        }
        catch (JsonException e)
        {
            throw new RouterStateException(
                $"The text is no router's state: {JsonReason.Of(e)} (at {e.Path ?? "$"}, line {e.LineNumber + 1}).", e);
        }
        catch (ArgumentException e)
        {
            throw new RouterStateException("The text is no router's state: it holds half a character (at $). Read it anew from where it comes, as UTF-8.", e);
        }
    }

    private static void RefuseNewer(string json)
    {
        if (Version(json) is { } version && !(version.TryGetInt32(out int form) && form is >= 1 and <= RouterState.CurrentVersion))
        {
            throw new RouterStateException(
                $"The router's state is of form {version.GetRawText()}, and this version of the module knows forms 1 to {RouterState.CurrentVersion}. Use the module that wrote it.");
        }
    }

    /// <summary>The number of the form; null when there is none, or no JSON, which the reader says better.</summary>
    private static JsonElement? Version(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("version", out JsonElement version)
                && version.ValueKind == JsonValueKind.Number
                ? version.Clone()
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
