using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ChaosLab.Proxy.Edges;

/// <summary>Where edges and the API may listen: on this machine only.</summary>
internal static class ListenAddress
{
    /// <summary>Reads <c>host:port</c> or a port; empty is a free port.</summary>
    /// <exception cref="AddressException">It is no address, or not one of loopback.</exception>
    public static IPEndPoint Parse(string text)
    {
        if (text.Length == 0) return new IPEndPoint(IPAddress.Loopback, 0);
        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? "localhost" : text[..colon];
        if (!ushort.TryParse(text[(colon + 1)..], CultureInfo.InvariantCulture, out var port))
            throw new AddressException($"listen address '{text}' must be host:port or a port, such as 127.0.0.1:6380");

        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return new IPEndPoint(IPAddress.Loopback, port);
        return IPAddress.TryParse(host, out var address) && address.AddressFamily == AddressFamily.InterNetwork && IPAddress.IsLoopback(address)
            ? new IPEndPoint(address, port)
            : throw new AddressException($"listen address '{text}' is not on loopback; this proxy listens on 127.0.0.1 only");
    }
}
