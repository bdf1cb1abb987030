using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Render.Nftables;

/// <summary>Protocols by nftables' names.</summary>
internal static class NftProtocol
{
    public static string Of(ForwardedProtocol protocol) => protocol == ForwardedProtocol.Udp ? "udp" : "tcp";

    public static string Of(ListenerProtocol protocol) => protocol == ListenerProtocol.Udp ? "udp" : "tcp";
}
