using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace ChaosLab.Proxy.Engine.Epoll;

/// <summary>IP addresses as <c>struct sockaddr_in</c> and <c>sockaddr_in6</c>.</summary>
internal static class SocketAddress
{
    /// <summary>Room for either form.</summary>
    public const int Size = 28;

    private const int SizeV4 = 16;

    public static int Family(IPEndPoint address)
        => address.AddressFamily == AddressFamily.InterNetworkV6 ? Native.AfInet6 : Native.AfInet;

    /// <summary>Writes an address and gives its length.</summary>
    public static int Write(IPEndPoint address, Span<byte> into)
    {
        into.Clear();
        BitConverter.TryWriteBytes(into, (ushort)Family(address));
        BinaryPrimitives.WriteUInt16BigEndian(into[2..], (ushort)address.Port);
        var v6 = address.AddressFamily == AddressFamily.InterNetworkV6;
        address.Address.TryWriteBytes(into[(v6 ? 8 : 4)..], out _);
        if (v6) BitConverter.TryWriteBytes(into[24..], (uint)address.Address.ScopeId);
        return v6 ? Size : SizeV4;
    }

    /// <summary>The port of an address that the system wrote.</summary>
    public static int Port(ReadOnlySpan<byte> from) => BinaryPrimitives.ReadUInt16BigEndian(from[2..]);
}
