using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>A fault with the server's words for it (LocalizedMethodFault in the vSphere API).</summary>
[VimType]
public sealed partial record LocalizedMethodFault : DynamicData
{
    /// <summary>The fault.</summary>
    public MethodFault? Fault { get; init; }

    /// <summary>The server's words, in the session's language.</summary>
    public string? LocalizedMessage { get; init; }
}

/// <summary>The root of all faults (MethodFault in the vSphere API).</summary>
[VimType]
public partial record MethodFault : DynamicData
{
    /// <summary>What caused this fault, if the server says.</summary>
    public LocalizedMethodFault? FaultCause { get; init; }

    /// <summary>More of the server's words.</summary>
    public IReadOnlyList<LocalizableMessage> FaultMessage { get; init; } = [];

    internal static MethodFault OfName(string name) => new() { VimTypeName = name };
}

/// <summary>A message by its key, with the server's text for it (LocalizableMessage in the vSphere API).</summary>
[VimType]
public sealed partial record LocalizableMessage : DynamicData
{
    /// <summary>The message's key.</summary>
    public string? Key { get; init; }

    /// <summary>The text, in the session's language.</summary>
    public string? Message { get; init; }
}
