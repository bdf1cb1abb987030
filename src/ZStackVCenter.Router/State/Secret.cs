using System.Text.Json.Serialization;

namespace ZStackVCenter.Router.State;

/// <summary>A text that must not be shown: a pre-shared key, a private key. Only <see cref="Reveal"/> and the state's JSON give it.</summary>
[JsonConverter(typeof(SecretConverter))]
public readonly record struct Secret
{
    private readonly string? _text;

    /// <summary>Wraps a text.</summary>
    public Secret(string text) => _text = text;

    /// <summary>True when there is nothing in it.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(_text);

    /// <summary>The text itself, for the file that needs it.</summary>
    public string Reveal() => _text ?? string.Empty;

    /// <summary>Never the text.</summary>
    public override string ToString() => IsEmpty ? "(none)" : "(secret)";
}
