using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ChaosLab.Hosting.Edges;

namespace ChaosLab.Hosting.Faults.Observers.Edges;

/// <summary>Calls over an edge as a caller does, on a connection of its own each time, and measures.</summary>
internal sealed class EdgeCanary(EdgeResource edge, EdgeCall call)
{
    /// <summary>About how much a large question holds, in bytes.</summary>
    public const int LargeBytes = 8192;

    private readonly Func<CancellationToken, Task<EdgeQuestion>> _question = EdgeQuestion.For(edge, call);

    /// <summary>Calls once.</summary>
    /// <exception cref="OperationCanceledException">No answer came in time.</exception>
    public async Task<EdgeReading> CallAsync(CancellationToken ct)
    {
        var question = await _question(ct);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var clock = Stopwatch.StartNew();
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, edge.ListenPort), ct);
            clock.Restart();
            if (!await question.AskAsync(socket, ct)) return new EdgeReading(Answered: false, clock.Elapsed, null);
            var took = clock.Elapsed;
            if (call != EdgeCall.UntilClosed) return new EdgeReading(Answered: true, took, null);
            clock.Restart();
            await DrainAsync(socket, ct);
            return new EdgeReading(Answered: true, took, clock.Elapsed);
        }
        catch (SocketException)
        {
            return new EdgeReading(Answered: false, clock.Elapsed, null);
        }
    }

    private static async Task DrainAsync(Socket socket, CancellationToken ct)
    {
        var rest = new byte[1024];
        while (await socket.ReceiveAsync(rest, ct) > 0)
        {
            // What else comes does not matter; the end does.
        }
    }
}
