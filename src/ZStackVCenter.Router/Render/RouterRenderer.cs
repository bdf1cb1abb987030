using ZStackVCenter.Router.Render.Dnsmasq;
using ZStackVCenter.Router.Render.Haproxy;
using ZStackVCenter.Router.Render.HealthChecks;
using ZStackVCenter.Router.Render.Network;
using ZStackVCenter.Router.Render.Nftables;
using ZStackVCenter.Router.Render.Nginx;
using ZStackVCenter.Router.Render.Strongswan;
using ZStackVCenter.Router.State;
using ZStackVCenter.Router.Verify;

namespace ZStackVCenter.Router.Render;

/// <summary>Writes a router's state as files of stock Debian packages. It reads no clock, no disk and no network: the same state gives the same bytes.</summary>
public static class RouterRenderer
{
    /// <summary>Verifies and renders a state.</summary>
    /// <param name="state">The whole wanted state.</param>
    /// <param name="options">Where it lives on the router; the defaults are a router's own.</param>
    /// <exception cref="RouterStateException">The state contradicts itself; the text says each contradiction.</exception>
    public static RenderedConfiguration Render(RouterState state, RenderOptions? options = null)
    {
        RouterVerifier.Demand(state);
        var context = new RenderContext(StateOrder.Ordered(state), options ?? new RenderOptions());
        return ConfigurationManifest.Seal(state.Id, NetworkRenderer.Interfaces(context), Services(context), Files(context));
    }

    /// <summary>
    /// The order of switching: addresses before what listens on them; the ruleset before what it lets in is there, as a port that nobody
    /// serves does no harm.
    /// </summary>
    private static IEnumerable<RenderedService> Services(RenderContext context) =>
    [
        NetworkRenderer.Describe,
        NftablesRenderer.Describe,
        .. DnsmasqRenderer.Describe(context),
        .. HaproxyRenderer.IsNeeded(context) ? [HaproxyRenderer.Describe] : Array.Empty<RenderedService>(),
        .. NginxRenderer.Describe(context),
        .. HealthCheckRenderer.IsNeeded(context) ? [HealthCheckRenderer.Describe] : Array.Empty<RenderedService>(),
        .. StrongswanRenderer.IsNeeded(context) ? [StrongswanRenderer.Describe] : Array.Empty<RenderedService>(),
    ];

    private static IEnumerable<RenderedFile> Files(RenderContext context) =>
    [
        .. NetworkRenderer.Render(context),
        .. NftablesRenderer.Render(context),
        .. DnsmasqRenderer.Render(context),
        .. HaproxyRenderer.IsNeeded(context) ? HaproxyRenderer.Render(context) : [],
        .. NginxRenderer.Render(context),
        .. HealthCheckRenderer.IsNeeded(context) ? HealthCheckRenderer.Render(context) : [],
        .. StrongswanRenderer.IsNeeded(context) ? StrongswanRenderer.Render(context) : [],
    ];
}
