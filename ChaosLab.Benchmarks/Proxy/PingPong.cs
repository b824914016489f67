using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ChaosLab.Benchmarks.Proxy;

/// <summary>One small message at a time, there and back: the delay that a proxy adds.</summary>
internal static class PingPong
{
    private const int WarmUp = 2_000;
    private const int Rounds = 20_000;

    public static Task<(IReadOnlyList<Measure> Measures, double Operations)> MeasureAsync(int port, int? processor)
        => Task.Factory.StartNew(() => Measure(port), TaskCreationOptions.LongRunning);

    private static (IReadOnlyList<Measure> Measures, double Operations) Measure(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        var message = new byte[64];
        var times = new double[Rounds];
        for (var i = -WarmUp; i < Rounds; i++)
        {
            var began = Stopwatch.GetTimestamp();
            socket.Send(message);
            for (var got = 0; got < message.Length;) got += socket.Receive(message.AsSpan(got));
            if (i >= 0) times[i] = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
        }

        Array.Sort(times);
        return ([new Measure("ping-pong p50 µs", times[Rounds / 2]), new Measure("ping-pong p99 µs", times[Rounds * 99 / 100])], WarmUp + Rounds);
    }
}
