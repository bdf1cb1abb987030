using System.Net;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ZStackVCenter.Testing.Lab;

/// <summary>
/// The network of a machine, as this process reaches into it. A socket belongs for all its life to the network of the thread that made it, so tests
/// and servers use plain .NET sockets in any machine, and every wait on them is the usual one.
/// </summary>
public sealed partial class NetworkNamespace : IDisposable
{
    private const int CloneNewNet = 0x40000000;
    private readonly SafeFileHandle _file;

    /// <summary>The network that a process lives in.</summary>
    public NetworkNamespace(int processId) => _file = File.OpenHandle($"/proc/{processId}/ns/net");

    /// <summary>Runs something short on a thread inside the network.</summary>
    public T Run<T>(Func<T> work)
    {
        T? result = default;
        Exception? failure = null;
        // A thread of its own, that ends with the work: no other work may ever run on a thread that moved.
        Thread thread = new(() =>
        {
            try
            {
                if (SetNamespace((int)_file.DangerousGetHandle(), CloneNewNet) != 0)
                {
                    throw new InvalidOperationException($"setns failed with error {Marshal.GetLastPInvokeError()}: does the test run as root?");
                }

                result = work();
            }
            catch (Exception e)
            {
                failure = e;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return result!;
    }

    /// <summary>A TCP socket inside the network.</summary>
    public Socket Tcp() => Run(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });

    /// <summary>A UDP socket inside the network, bound to an address and port of it, or to any.</summary>
    public Socket Udp(IPEndPoint? local = null) => Run(() =>
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(local ?? new IPEndPoint(IPAddress.Any, 0));
        return socket;
    });

    /// <summary>A TCP socket that listens inside the network.</summary>
    public Socket Listen(IPEndPoint local) => Run(() =>
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(local);
        socket.Listen(1024);
        return socket;
    });

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNamespace(int file, int type);
}
