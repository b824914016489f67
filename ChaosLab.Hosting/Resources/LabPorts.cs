using System.Net;
using System.Net.Sockets;

namespace ChaosLab.Hosting.Resources;

/// <summary>Free loopback ports that no other lab takes: a block of numbers, claimed by listening on its first.</summary>
/// <remarks>The block lies below the ports that systems give to outgoing connections, so a service finds its port free after a restart.</remarks>
internal sealed class LabPorts : IDisposable
{
    private const int First = 18_000;
    private const int BlockSize = 64;
    private const int Blocks = 200;

    private readonly TcpListener _claim;
    private int _next;

    private LabPorts(TcpListener claim)
    {
        _claim = claim;
        _next = ((IPEndPoint)claim.LocalEndpoint).Port + 1;
    }

    /// <summary>Claims a block.</summary>
    /// <param name="start">Where to begin to look; any number.</param>
    /// <exception cref="ChaosLabException">Every block is taken.</exception>
    public static LabPorts Claim(int start)
    {
        for (var i = 0; i < Blocks; i++)
        {
            var port = First + (int)((uint)(start + i) % Blocks * BlockSize);
            if (TryListen(port) is { } claim) return new LabPorts(claim);
        }

        throw new ChaosLabException($"No free loopback ports between {First} and {First + (Blocks * BlockSize)}: too many labs run on this machine.");
    }

    /// <summary>The next free port of the block.</summary>
    public int Next()
    {
        var end = ((IPEndPoint)_claim.LocalEndpoint).Port + BlockSize;
        while (_next < end)
        {
            var port = _next++;
            if (IsFree(port)) return port;
        }

        throw new ChaosLabException($"The lab needs more than {BlockSize - 1} loopback ports; give some resources ports of their own.");
    }

    /// <summary>Whether a loopback port can be listened on now.</summary>
    public static bool IsFree(int port)
    {
        using var listener = TryListen(port);
        return listener is not null;
    }

    public void Dispose() => _claim.Dispose();

    private static TcpListener? TryListen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start(1);
            return listener;
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }
}
