using System.Net;

namespace ZStackVCenter.Router.State;

/// <summary>Finds the parts of a state by their ids and cards. Of parts that share one, the first is found; that they do is for the verifier to say.</summary>
internal sealed class StateIndex
{
    private readonly Dictionary<Guid, Vip> _vips;
    private readonly Dictionary<Guid, PrivateNetwork> _networks;
    private readonly Dictionary<Guid, Certificate> _certificates;
    private readonly Dictionary<MacAddress, PublicInterface> _publicInterfaces;
    private readonly HashSet<IPAddress> _own;

    public StateIndex(RouterState state)
    {
        State = state;
        _vips = First(state.Vips, vip => vip.Id);
        _networks = First(state.PrivateNetworks, network => network.Id);
        _certificates = First(state.Certificates, certificate => certificate.Id);
        _publicInterfaces = First(state.PublicInterfaces, card => card.Mac);
        _own =
        [
            state.Management.Address,
            .. state.PublicInterfaces.Select(card => card.Address),
            .. state.PrivateNetworks.Select(network => network.RouterAddress),
            .. state.Vips.Select(vip => vip.Address),
        ];
    }

    public RouterState State { get; }

    public Vip? Vip(Guid id) => _vips.GetValueOrDefault(id);

    public PrivateNetwork? Network(Guid id) => _networks.GetValueOrDefault(id);

    public Certificate? Certificate(Guid id) => _certificates.GetValueOrDefault(id);

    public PublicInterface? PublicInterface(MacAddress mac) => _publicInterfaces.GetValueOrDefault(mac);

    /// <summary>True when the router itself has the address: a card's own, or a VIP.</summary>
    public bool IsOwn(IPAddress address) => _own.Contains(address);

    /// <summary>The address of a VIP that the verifier has seen to exist.</summary>
    public IPAddress VipAddress(Guid id) => _vips[id].Address;

    /// <summary>True when the VIP's address is a public interface's own.</summary>
    public bool IsSystemVip(Vip vip) => PublicInterface(vip.Interface) is { } card && card.Address.Equals(vip.Address);

    private static Dictionary<TKey, T> First<TKey, T>(IEnumerable<T> items, Func<T, TKey> key)
        where TKey : notnull
    {
        var found = new Dictionary<TKey, T>();
        foreach (T item in items)
        {
            found.TryAdd(key(item), item);
        }

        return found;
    }
}
