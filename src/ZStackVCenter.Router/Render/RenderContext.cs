using System.Text;
using ZStackVCenter.Router.Render.Nginx;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Render;

/// <summary>What each service's renderer is given.</summary>
internal sealed class RenderContext(RouterState state, RenderOptions options)
{
    private readonly HashSet<MacAddress> _publicCards = [.. state.PublicInterfaces.Select(card => card.Mac)];

    public RouterState State { get; } = state;

    public StateIndex Index { get; } = new(state);

    public RenderOptions Options { get; } = options;

    /// <summary>How the UDP listeners' balancers name their backends.</summary>
    public BackendPorts BackendPorts { get; } = new(state.Listeners.Where(listener => listener.Protocol == ListenerProtocol.Udp));

    /// <summary>The management card's name; a public card's name when it is both.</summary>
    public string ManagementName => _publicCards.Contains(State.Management.Mac) ? PublicName(State.Management.Mac) : Name("mgt", State.Management.Mac);

    /// <summary>The listeners that are set up: those with somebody behind them.</summary>
    public IEnumerable<Listener> LiveListeners => State.Listeners.Where(listener => listener.Backends.Count > 0);

    public static string PublicName(MacAddress mac) => Name("pub", mac);

    public static string PrivateName(MacAddress mac) => Name("prv", mac);

    /// <summary>An id where a file or a program wants a name: letters and digits only.</summary>
    public static string Key(Guid id) => id.ToString("N");

    public static RenderedFile TextFile(string path, string service, string text, ChangeEffect onChange = ChangeEffect.Reload, int mode = FileModes.Public) => new()
    {
        Path = path,
        Service = service,
        Content = Encoding.UTF8.GetBytes(text),
        Mode = mode,
        IsSecret = mode == FileModes.Secret,
        OnChange = onChange,
    };

    private static string Name(string role, MacAddress mac) => role + mac.ToDigits();
}

/// <summary>The permissions of rendered files.</summary>
internal static class FileModes
{
    /// <summary>0644.</summary>
    public const int Public = 0b110_100_100;

    /// <summary>0600.</summary>
    public const int Secret = 0b110_000_000;

    /// <summary>0755.</summary>
    public const int Program = 0b111_101_101;
}
