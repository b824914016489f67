using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ChaosLab.EmbeddedHost.Guard;

namespace ChaosLab.EmbeddedHost.Processes;

/// <summary>Free loopback ports, none of them given out twice while this program runs, also not to another program of this kind.</summary>
/// <remarks>
/// They lie below the range that the system takes for outgoing connections: a resource comes back on its port after a restart, and a
/// client's connection must not sit on it meanwhile.
/// </remarks>
internal static class FreePorts
{
    // From here on up labs claim ports in blocks of their own.
    private const int End = 18_000;
    private const int Lowest = 10_000;
    private const int Attempts = 500;
    private static readonly Lock Gate = new();
    private static readonly HashSet<int> Given = [];
    private static readonly List<FileStream> Locks = [];
    private static readonly int Highest = Math.Min(EphemeralStart(), End) - 1;

    static FreePorts() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        lock (Gate)
        {
            foreach (var held in Locks) held.Dispose();
        }
    };

    /// <summary>Takes a free port.</summary>
    public static int Take()
    {
        lock (Gate)
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                var port = Random.Shared.Next(Lowest, Highest + 1);
                if (!Given.Contains(port) && !IsTaken(port) && Reserve(port)) return port;
            }
        }

        throw new InvalidOperationException($"No free port was found between {Lowest} and {Highest} on the loopback interface.");
    }

    /// <summary>Whether something listens on the port.</summary>
    public static bool IsTaken(int port) => !CanBind(IPAddress.Loopback, port) || (Socket.OSSupportsIPv6 && !CanBind(IPAddress.IPv6Loopback, port));

    private static bool CanBind(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // Closing connections of a program that has ended do not take the port; on Windows the option would mean something else.
            if (!OperatingSystem.IsWindows()) socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(1);
            return true;
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    // The lock ends with the program, whichever way it ends.
    private static bool Reserve(int port)
    {
        try
        {
            var path = Path.Combine(StateDirectory.Ports, port.ToString(CultureInfo.InvariantCulture));
            Locks.Add(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
            return Given.Add(port);
        }
        catch (Exception taken) when (taken is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static int EphemeralStart()
    {
        const string range = "/proc/sys/net/ipv4/ip_local_port_range";
        var start = File.Exists(range) ? int.Parse(File.ReadAllText(range).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture) : 32_768;
        return start > Lowest + 1_000 ? Math.Min(start, 60_000) : 60_000;
    }
}
