using System.ServiceModel.Channels;
using System.Xml;
using ZStackVCenter.Vim.Types;
using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Transport;

/// <summary>One call of a vim25 method.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="Target">The object to call it on.</param>
/// <param name="Repeatable">It changes nothing, so that it may be sent again after a lost connection.</param>
/// <param name="Arguments">Writes the arguments in the schema's order.</param>
internal sealed record VimCall(string Method, ManagedObjectReference Target, bool Repeatable, Action<VimWriter>? Arguments)
{
    /// <summary>How long the answer may take to begin, where the usual time-out does not fit.</summary>
    public TimeSpan? AnswerTimeout { get; init; }

    /// <summary>Whether a refusal for want of a session stands: the call makes the session, or asks about it.</summary>
    public bool WithoutRenewal { get; init; }
}

/// <summary>Writes a call as the body of a SOAP message.</summary>
internal sealed class VimCallBody(VimCall call) : BodyWriter(isBuffered: true)
{
    protected override void OnWriteBodyContents(XmlDictionaryWriter writer)
    {
        var vim = new VimWriter(writer);
        vim.StartMethod(call.Method, call.Target);
        call.Arguments?.Invoke(vim);
        vim.EndElement();
    }
}
