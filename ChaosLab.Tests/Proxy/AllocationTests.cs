using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ChaosLab.Proxy.Decisions;
using ChaosLab.Proxy.Edges;
using ChaosLab.Proxy.Engine.Epoll;
using ChaosLab.Proxy.Links;
using ChaosLab.Proxy.Toxics;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Proxy;

/// <summary>Carrying bytes allocates nothing: with a toxic or without, counted or not, whether the receiver keeps up or not.</summary>
[Collection(Alone.Name)]
public sealed class AllocationTests
{
    private const int Rounds = 20_000;

    // The least object has 24 bytes.
    private const int LeastObject = 24;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_is_allocated_for_a_chunk(bool withToxic)
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Only Linux has epoll.");
        using var bench = await Bench.OpenAsync("tcp");
        if (withToxic) await bench.AddAsync(new NoopToxic());

        (await bench.AllocatedAsync(new byte[64], Rounds)).ShouldBeLessThan(2 * Rounds * LeastObject / 2);
    }

    [Fact]
    public async Task Nothing_is_allocated_for_a_chunk_that_is_held()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Only Linux has epoll.");
        const int Held = 2_000;
        using var bench = await Bench.OpenAsync("tcp");
        await bench.AddAsync(new LatencyToxic(Latency: 1, Jitter: 0));

        // Only one of the two ways has the toxic.
        (await bench.AllocatedAsync(new byte[64], Held)).ShouldBeLessThan(Held * LeastObject / 2);
    }

    [Theory]
    [InlineData("http", "GET /products?page=1 HTTP/1.1\r\nHost: shop\r\nContent-Length: 4\r\n\r\nbody")]
    [InlineData("redis", "*3\r\n$3\r\nSET\r\n$4\r\nbook\r\n$4\r\nsold\r\n")]
    [InlineData("postgres", "Q\0\0\0\u000dSELECT 1\0")]
    public async Task Nothing_is_allocated_for_a_request_that_is_counted(string protocol, string request)
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Only Linux has epoll.");
        using var bench = await Bench.OpenAsync(protocol);
        if (protocol == "postgres") bench.Carry([0, 0, 0, 12, 0, 3, 0, 0, (byte)'u', 0, (byte)'x', 0]);

        (await bench.AllocatedAsync(Encoding.ASCII.GetBytes(request), Rounds)).ShouldBeLessThan(Rounds * LeastObject / 2);

        (await bench.RequestsAsync()).ShouldBe(Bench.WarmUp + Rounds);
    }

    [Fact]
    public async Task Buffers_are_used_again_when_the_receiver_does_not_keep_up()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Only Linux has epoll.");
        using var bench = await Bench.OpenAsync("tcp");
        await bench.PressAsync(megabytes: 16);

        // What waits for the receiver is copied; 128 MB went through.
        var before = await bench.SoFarAsync();
        await bench.PressAsync(megabytes: 128);
        (await bench.SoFarAsync() - before).ShouldBeLessThan(4 * 1024 * 1024);
    }

    /// <summary>An edge in this process with one connection over it.</summary>
    private sealed class Bench : IDisposable
    {
        public const int WarmUp = 1_000;

        private readonly EpollLoop _loop = new("test", _ => { });
        private readonly DecisionLog _decisions = new(file: null);
        private readonly EdgeBook _book;
        private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly Socket _caller = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 60_000, SendTimeout = 60_000 };
        private Socket? _called;
        private Edge? _edge;

        private Bench() => _book = new EdgeBook([_loop], _decisions, _ => { });

        public static async Task<Bench> OpenAsync(string protocol)
        {
            var bench = new Bench();
            bench._loop.Start();
            bench._listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            bench._listener.Listen();
            var upstream = UpstreamAddress.Parse(((IPEndPoint)bench._listener.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture));
            // On an address of its own: a client of a lab that is gone may still call whoever has its port on 127.0.0.1 now.
            bench._edge = (await bench._book.AddAsync(new EdgeDefinition("a->b", "a", "b", protocol, ListenAddress.Parse("127.42.0.1:0"), upstream, Seed: 1, Enabled: true)))!;
            bench._caller.Connect(bench._edge.Listen);
            bench._called = bench._listener.Accept();
            bench._called.NoDelay = true;
            bench._called.ReceiveTimeout = 60_000;
            return bench;
        }

        public async Task AddAsync(Toxic toxic)
            => await _loop.DoAsync(() => _edge!.AddToxic(new ToxicRequest(toxic.Type, StreamDirection.Upstream, 1, toxic, Ttl: null)));

        public Task<long> RequestsAsync() => _loop.DoAsync(() => _edge!.Traffic.Requests);

        // Of the loop's own thread: others of this process do what they do.
        public Task<long> SoFarAsync() => _loop.DoAsync(GC.GetAllocatedBytesForCurrentThread);

        /// <summary>Bytes allocated while messages go there and back, one at a time, after a warm-up.</summary>
        public async Task<long> AllocatedAsync(byte[] message, int rounds)
        {
            Exchange(message, WarmUp);
            var before = await SoFarAsync();
            Exchange(message, rounds);
            return await SoFarAsync() - before;
        }

        /// <summary>Carries one message to the called side.</summary>
        public void Carry(byte[] message) => Carry(_caller, _called!, message, new byte[message.Length]);

        /// <summary>Sends more than anybody can keep to a receiver that reads in small pieces.</summary>
        public async Task PressAsync(int megabytes)
        {
            var bytes = new byte[1024 * 1024];
            var sending = Task.Run(() =>
            {
                for (var i = 0; i < megabytes; i++) _caller.Send(bytes);
            });
            var piece = new byte[24 * 1024];
            for (var left = megabytes * 1024L * 1024; left > 0;) left -= _called!.Receive(piece);
            await sending;
        }

        public void Dispose()
        {
            _caller.Dispose();
            _called?.Dispose();
            _listener.Dispose();
            _loop.Dispose();
            _book.Dispose();
            _decisions.Dispose();
        }

        private void Exchange(byte[] message, int rounds)
        {
            var into = new byte[message.Length];
            for (var i = 0; i < rounds; i++)
            {
                Carry(_caller, _called!, message, into);
                Carry(_called!, _caller, message, into);
            }
        }

        private static void Carry(Socket from, Socket to, byte[] message, byte[] into)
        {
            from.Send(message);
            for (var got = 0; got < message.Length;) got += to.Receive(into.AsSpan(got));
        }
    }
}
