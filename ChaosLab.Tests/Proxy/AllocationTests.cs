using System.Net;
using System.Net.Sockets;
using ChaosLab.Proxy.Decisions;
using ChaosLab.Proxy.Edges;
using ChaosLab.Proxy.Engine.Epoll;
using ChaosLab.Proxy.Links;
using ChaosLab.Proxy.Toxics;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Proxy;

/// <summary>Carrying bytes allocates nothing, with a toxic or without.</summary>
[Collection(Alone.Name)]
public sealed class AllocationTests
{
    private const int Rounds = 20_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_is_allocated_for_a_chunk(bool withToxic)
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Only Linux has epoll.");
        using var loop = new EpollLoop("test", _ => { });
        loop.Start();
        using var decisions = new DecisionLog(file: null);
        using var book = new EdgeBook([loop], decisions, _ => { });
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        server.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        server.Listen();
        var upstream = UpstreamAddress.Parse(((IPEndPoint)server.LocalEndPoint!).Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var edge = (await book.AddAsync(new EdgeDefinition("a->b", "a", "b", "tcp", ListenAddress.Parse(""), upstream, Seed: 1, Enabled: true)))!;
        if (withToxic) await loop.DoAsync(() => edge.AddToxic(new ToxicRequest("noop", StreamDirection.Upstream, 1, new NoopToxic(), Ttl: null)));
        using var caller = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 60_000 };
        caller.Connect(edge.Listen);
        using var called = server.Accept();
        called.NoDelay = true;
        called.ReceiveTimeout = 60_000;
        Exchange(caller, called, 1_000);

        // Of the loop's own thread: others of this process do what they do.
        var before = await loop.DoAsync(GC.GetAllocatedBytesForCurrentThread);
        Exchange(caller, called, Rounds);

        // The least object has 24 bytes: one for each of the 40,000 chunks would be 960 KB.
        (await loop.DoAsync(GC.GetAllocatedBytesForCurrentThread) - before).ShouldBeLessThan(500_000);
    }

    private static void Exchange(Socket caller, Socket called, int rounds)
    {
        Span<byte> message = stackalloc byte[64];
        for (var i = 0; i < rounds; i++)
        {
            Carry(caller, called, message);
            Carry(called, caller, message);
        }
    }

    private static void Carry(Socket from, Socket to, Span<byte> message)
    {
        from.Send(message);
        for (var got = 0; got < message.Length;) got += to.Receive(message[got..]);
    }
}
