using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ZStackVCenter.Testing.Lab;

/// <summary>
/// Sends small UDP packets from a network as fast as one thread can: batches of sendmmsg(2), each packet to the next of many targets.
/// </summary>
public sealed unsafe partial class PacketSender : IDisposable
{
    private const int Batch = 64;
    private const int PayloadLength = 18; // With its headers the smallest Ethernet frame.
    private const int OutOfBuffers = 105;
    private readonly Socket _socket;
    private readonly SocketAddress4* _targets;
    private readonly Message* _messages;
    private readonly Piece* _payload;
    private readonly int _targetCount;
    private int _next;

    /// <summary>Prepares the packets.</summary>
    public PacketSender(NetworkNamespace network, IReadOnlyList<IPEndPoint> targets)
    {
        _socket = network.Udp();
        // Packets that may not be broken up need no number each of the kernel, which keeps those by target: that would be the sender's cost.
        _socket.DontFragment = true;
        _targetCount = targets.Count;
        _targets = (SocketAddress4*)NativeMemory.AllocZeroed((nuint)targets.Count, (nuint)sizeof(SocketAddress4));
        for (int i = 0; i < targets.Count; i++)
        {
            _targets[i] = new SocketAddress4
            {
                Family = 2,
                Port = BinaryPrimitives.ReverseEndianness((ushort)targets[i].Port),
                Address = BitConverter.ToUInt32(targets[i].Address.GetAddressBytes()),
            };
        }

        _messages = (Message*)NativeMemory.AllocZeroed(Batch, (nuint)sizeof(Message));
        _payload = (Piece*)NativeMemory.AllocZeroed(1, (nuint)(sizeof(Piece) + PayloadLength));
        _payload->Start = _payload + 1;
        _payload->Length = PayloadLength;
    }

    /// <summary>Sends so many packets and gives how long that took.</summary>
    /// <exception cref="SocketException">The network refused.</exception>
    public TimeSpan Send(int count)
    {
        long started = Stopwatch.GetTimestamp();
        for (int sent = 0; sent < count;)
        {
            sent += SendBatch(Math.Min(Batch, count - sent));
        }

        return Stopwatch.GetElapsedTime(started);
    }

    private int SendBatch(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _messages[i] = new Message
            {
                Name = _targets + ((_next + i) % _targetCount),
                NameLength = (uint)sizeof(SocketAddress4),
                Pieces = _payload,
                PieceCount = 1,
            };
        }

        int sent = SendMessages((int)_socket.Handle, _messages, (uint)count, 0);
        if (sent < 0)
        {
            int error = Marshal.GetLastPInvokeError();
            return error == OutOfBuffers ? 0 : throw new SocketException(error);
        }

        _next = (_next + sent) % _targetCount;
        return sent;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket.Dispose();
        NativeMemory.Free(_targets);
        NativeMemory.Free(_messages);
        NativeMemory.Free(_payload);
    }

    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    private static partial int SendMessages(int socket, Message* messages, uint count, int flags);

    // struct sockaddr_in of ip(7).
    [StructLayout(LayoutKind.Sequential, Size = 16)]
    private struct SocketAddress4
    {
        public ushort Family;
        public ushort Port;
        public uint Address;
    }

    // struct iovec of readv(2).
    private struct Piece
    {
        public void* Start;
        public nuint Length;
    }

    // struct mmsghdr of sendmmsg(2) on 64 bits: after these, control data, flags and a result, all zero.
    [StructLayout(LayoutKind.Sequential, Size = 64)]
    private struct Message
    {
        public void* Name;
        public uint NameLength;
        public Piece* Pieces;
        public nuint PieceCount;
    }
}
