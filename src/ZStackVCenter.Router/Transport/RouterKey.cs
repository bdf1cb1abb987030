namespace ZStackVCenter.Router.Transport;

/// <summary>A private key that opens a router: OpenSSH or PEM text without a pass phrase. It is not shown by anything.</summary>
public sealed class RouterKey
{
    private readonly string _text;

    /// <summary>Keeps a key.</summary>
    /// <param name="text">The text of the key file, as <c>ssh-keygen</c> writes it.</param>
    public RouterKey(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        _text = text;
    }

    /// <summary>Says that there is a key, not which.</summary>
    public override string ToString() => "(a private key)";

    internal string Reveal() => _text;
}
