using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ChaosLab.Hosting.Edges;

namespace ChaosLab.Tests.Support;

/// <summary>What a caller saw that called over an edge with a socket of its own: no canary of the lab is between.</summary>
/// <param name="Refused">Why it could not connect; null when it could.</param>
/// <param name="Broken">How the connection broke; null when it did not.</param>
/// <param name="FirstByte">From the first byte sent to the first one received; null when none was.</param>
/// <param name="ToEnd">From the last byte received to the end of the connection in good order; null when that did not come.</param>
internal sealed record EdgeCall(SocketError? Refused, SocketError? Broken, TimeSpan? FirstByte, TimeSpan? ToEnd)
{
    /// <summary>About how much a question holds, in bytes.</summary>
    public const int Bytes = 8192;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Whether an answer came, and the end after it.</summary>
    public bool IsComplete => FirstByte is not null && ToEnd is not null;

    /// <summary>Whether it could connect, and nothing came: what swallows data lets an end in good order through all the same.</summary>
    public bool IsSilent => Refused is null && Broken is null && FirstByte is null;

    /// <summary>Whether the connection ended before an answer.</summary>
    public bool IsCutOff => FirstByte is null && (Broken is not null || ToEnd is not null);

    /// <summary>Asks about 8 KB over a new connection, which the other side is to close after its answer.</summary>
    public static async Task<EdgeCall> MakeAsync(EdgeResource edge)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, edge.ListenPort), patience.Token);
        }
        catch (SocketException refused)
        {
            return new EdgeCall(refused.SocketErrorCode, null, null, null);
        }

        TimeSpan? first = null;
        var last = TimeSpan.Zero;
        var clock = Stopwatch.StartNew();
        try
        {
            for (var rest = (ReadOnlyMemory<byte>)Question(edge.Protocol); rest.Length > 0;) rest = rest[await socket.SendAsync(rest, patience.Token)..];
            if (edge.Protocol == EdgeProtocol.Postgres) socket.Shutdown(SocketShutdown.Send);
            var received = new byte[16 * 1024];
            while (await socket.ReceiveAsync(received, patience.Token) > 0)
            {
                last = clock.Elapsed;
                first ??= last;
            }

            return new EdgeCall(null, null, first, clock.Elapsed - last);
        }
        catch (SocketException broken)
        {
            return new EdgeCall(null, broken.SocketErrorCode, first, null);
        }
        catch (OperationCanceledException)
        {
            return new EdgeCall(null, null, first, null);
        }
    }

    // Nobody has to be known for an answer: Redis refuses what it is asked, and says so; Postgres asks for the password.
    private static byte[] Question(EdgeProtocol protocol)
    {
        var padding = new string('x', Bytes);
        if (protocol == EdgeProtocol.Http) return Encoding.ASCII.GetBytes($"GET /alive HTTP/1.1\r\nHost: localhost\r\nX-Padding: {padding}\r\nConnection: close\r\n\r\n");
        if (protocol == EdgeProtocol.Redis) return Encoding.ASCII.GetBytes($"PING {padding}\r\nQUIT\r\n");
        var startup = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"....\0\u0003\0\0user\0nobody\0application_name\0{padding}\0\0"));
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(startup, startup.Length);
        return startup;
    }
}
