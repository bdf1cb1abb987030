using System.Buffers.Binary;
using System.Security.Cryptography;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Render.Nginx;

/// <summary>
/// The port by which each UDP listener's balancer names its backends. It stands for the backends' real one, which the ruleset puts in its place before
/// anything leaves; it tells the listeners apart that have a backend and port in common. A listener keeps its port while others come and go.
/// </summary>
internal sealed class BackendPorts
{
    private const int First = 1024;
    private const int Last = ushort.MaxValue;
    private readonly Dictionary<Guid, int> _ports = [];

    public BackendPorts(IEnumerable<Listener> listeners)
    {
        var taken = new HashSet<int>();
        foreach (Guid id in listeners.Select(listener => listener.Id).Order())
        {
            int port = Wish(id);
            while (!taken.Add(port))
            {
                port = port == Last ? First : port + 1;
            }

            _ports[id] = port;
        }
    }

    public int Of(Listener listener) => _ports[listener.Id];

    private static int Wish(Guid id) =>
        First + (int)(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(id.ToByteArray())) % (Last - First + 1));
}
