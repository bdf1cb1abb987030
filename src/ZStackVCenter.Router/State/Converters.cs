using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZStackVCenter.Router.State;

/// <summary>A value that JSON holds as one text. A text that is no such value is refused with the place where it stands.</summary>
internal abstract class TextConverter<T> : JsonConverter<T>
{
    /// <summary>What the text should have been, for the person who reads the error.</summary>
    protected abstract string Expected { get; }

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TryRead(reader.GetString()!, out T value)
            ? value
            : throw new JsonException($"Here must stand {Expected}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Text(value));

    protected abstract bool TryRead(string text, out T value);

    protected virtual string Text(T value) => value!.ToString()!;
}

internal sealed class MacAddressConverter : TextConverter<MacAddress>
{
    protected override string Expected => "a network card's address such as 00:50:56:ab:12:34";

    protected override bool TryRead(string text, out MacAddress value) => MacAddress.TryParse(text, out value);
}

internal sealed class PortRangeConverter : TextConverter<PortRange>
{
    protected override string Expected => "a port such as 80 or a range such as 8000-8099";

    protected override bool TryRead(string text, out PortRange value) => PortRange.TryParse(text, out value);
}

internal sealed class SecretConverter : TextConverter<Secret>
{
    protected override string Expected => "a text";

    protected override bool TryRead(string text, out Secret value)
    {
        value = new Secret(text);
        return true;
    }

    protected override string Text(Secret value) => value.Reveal();
}

/// <summary>An IPv4 address in its one form of four decimal numbers; <see cref="IPAddress"/> alone would also take 10.1 and 0x0a000001.</summary>
internal sealed class IPv4AddressConverter : TextConverter<IPAddress>
{
    protected override string Expected => "an IPv4 address such as 192.0.2.10";

    protected override bool TryRead(string text, out IPAddress value) =>
        IPAddress.TryParse(text, out value!) && value.AddressFamily == AddressFamily.InterNetwork && value.ToString() == text;
}

/// <summary>An IPv4 network in CIDR form, its host bits zero.</summary>
internal sealed class IPv4NetworkConverter : TextConverter<IPNetwork>
{
    protected override string Expected => "an IPv4 network such as 192.0.2.0/24, with no bits set after its prefix";

    protected override bool TryRead(string text, out IPNetwork value) =>
        IPNetwork.TryParse(text, out value) && value.BaseAddress.AddressFamily == AddressFamily.InterNetwork && value.ToString() == text;
}

/// <summary>A name of an enum, and no number: what a number means changes with the order of the names.</summary>
internal sealed class EnumConverter<T> : TextConverter<T>
    where T : struct, Enum
{
    protected override string Expected => "one of " + string.Join(", ", Enum.GetNames<T>());

    protected override bool TryRead(string text, out T value) =>
        Enum.TryParse(text, ignoreCase: true, out value) && Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase);
}

/// <summary>The converters of all enums.</summary>
internal sealed class EnumConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(EnumConverter<>).MakeGenericType(typeToConvert))!;
}
