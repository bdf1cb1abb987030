using System.Net;
using System.Runtime.CompilerServices;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Verify;

/// <summary>What the checks are given, and where they put what they find.</summary>
internal sealed class Findings(StateIndex index)
{
    private readonly List<Contradiction> _found = [];

    public StateIndex Index { get; } = index;

    public RouterState State => Index.State;

    public IReadOnlyList<Contradiction> All => _found;

    public void Add(string path, string problem, string action) => _found.Add(new Contradiction(path, problem, action));

    /// <summary>Adds a finding when something is wrong; only then are its texts put together.</summary>
    public void AddIf(
        bool wrong,
        [InterpolatedStringHandlerArgument(nameof(wrong))] FindingText path,
        [InterpolatedStringHandlerArgument(nameof(wrong))] FindingText problem,
        [InterpolatedStringHandlerArgument(nameof(wrong))] FindingText action)
    {
        if (wrong)
        {
            Add(path.ToString(), problem.ToString(), action.ToString());
        }
    }

    public void Range(string path, int value, int lowest, int highest) =>
        AddIf(value < lowest || value > highest, path, $"{value} is not between {lowest} and {highest}.", "Give a number in that range.");

    /// <summary>An enum that JSON gave as a number, or code as a cast.</summary>
    public void Known<T>(string path, T value)
        where T : struct, Enum =>
        AddIf(!Enum.IsDefined(value), path, $"{value:D} is no {typeof(T).Name}.", $"Use one of {string.Join(", ", Enum.GetNames<T>())}.");

    /// <summary>Two items that must differ in something do not. Each later one is said, with the first of its kind.</summary>
    public void Unique<T, TKey>(IReadOnlyList<T> items, string list, string member, Func<T, TKey?> key, IEqualityComparer<TKey>? comparer = null)
        where TKey : notnull
    {
        var first = new Dictionary<TKey, int>(comparer);
        for (int i = 0; i < items.Count; i++)
        {
            if (key(items[i]) is { } value && !first.TryAdd(value, i))
            {
                Add($"{list}[{i}].{member}", $"{list}[{first[value]}] has the same.", "Remove one of the two, or change it.");
            }
        }
    }

    public void Ids<T>(IReadOnlyList<T> items, string list, Func<T, Guid> id)
    {
        Unique(items, list, "id", id);
        for (int i = 0; i < items.Count; i++)
        {
            AddIf(id(items[i]) == Guid.Empty, $"{list}[{i}].id", "The id is empty.", "Give the id of its record.");
        }
    }

    /// <summary>A guest's address on a private network of this router.</summary>
    public void Guest(string path, Guid networkId, IPAddress address, string member = "guestAddress")
    {
        if (Index.Network(networkId) is not { } network)
        {
            Add($"{path}.networkId", "The router has no such private network.", "Use the network that the guest is on.");
        }
        else if (!network.Network.HasHost(address) || address.Equals(network.RouterAddress))
        {
            Add($"{path}.{member}", $"{address} is no guest's address in {network.Network}.", "Use the address that the guest has there.");
        }
    }

    /// <summary>A VIP of this router; null when there is none.</summary>
    public Vip? Vip(string path, Guid vipId)
    {
        Vip? vip = Index.Vip(vipId);
        AddIf(vip is null, $"{path}.vipId", "The router has no such VIP.", "Add the VIP to the state, or use another.");
        return vip;
    }
}
