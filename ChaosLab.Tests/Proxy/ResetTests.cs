using System.Net;
using System.Net.Sockets;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Proxy;

/// <summary>Reset undoes everything, even when one proxy cannot be enabled.</summary>
public sealed class ResetTests
{
    public static TheoryData<string> Engines => ProxyPrograms.Engines;

    [Fact]
    public async Task Reset_enables_all_and_removes_every_toxic()
    {
        await using var proxy = await ProxyProgram.StartAsync([]);
        using var server = TcpServer.Echo();
        await using var down = await proxy.EdgeAsync(server.Port);
        await using var off = await proxy.EdgeAsync(server.Port);
        await down.AddAsync("down", new { });
        await proxy.SendAsync(HttpMethod.Patch, off.Path, """{"enabled":false}""");

        (await proxy.SendAsync(HttpMethod.Post, "reset")).Status.ShouldBe(HttpStatusCode.NoContent);

        foreach (var edge in new[] { down, off })
        {
            (await edge.ToxicsAsync()).ShouldBe(0);
            using var caller = await edge.CallAsync();
            await caller.RoundTripAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Reset_says_which_edge_takes_no_connections_although_it_should(string engine)
    {
        await using var proxy = await ProxyProgram.StartAsync(["--engine", engine]);
        using var server = TcpServer.Echo();
        using var taken = TcpServer.Echo();
        await proxy.SendAsync(
            HttpMethod.Post, "proxies", $$"""{"name":"late","listen":"127.0.0.1:{{taken.Port}}","upstream":"127.0.0.1:{{server.Port}}","enabled":false}""");
        await proxy.SendAsync(HttpMethod.Post, "proxies/late/toxics", """{"type":"down"}""");
        (await proxy.SendAsync(HttpMethod.Patch, "proxies/late", """{"enabled":true}""")).Status.ShouldBe(HttpStatusCode.OK);

        var (status, body) = await proxy.SendAsync(HttpMethod.Post, "reset");

        status.ShouldBe(HttpStatusCode.InternalServerError);
        body.ShouldContain($"late: listen tcp 127.0.0.1:{taken.Port}: bind: address already in use");
        await TroubledAsync(new ProxyEdge(proxy, "late", taken.Port));
        taken.Dispose();
        await ComesBackAsync(proxy, new ProxyEdge(proxy, "late", taken.Port));
    }

    [Fact]
    public async Task Reset_says_when_another_program_took_the_port_of_an_edge_that_was_down()
    {
        // Only this engine closes the port.
        await using var proxy = await ProxyProgram.StartAsync(["--engine", "sockets"]);
        using var server = TcpServer.Echo();
        await using var edge = await proxy.EdgeAsync(server.Port);
        await edge.AddAsync("down", new { }, ttl: "1h");
        using var other = Bound(edge.Port);
        other.Listen();

        var (status, body) = await proxy.SendAsync(HttpMethod.Post, "reset");

        status.ShouldBe(HttpStatusCode.InternalServerError);
        body.ShouldContain($"{edge.Name}: listen tcp 127.0.0.1:{edge.Port}: bind: address already in use");
        (await edge.ToxicsAsync()).ShouldBe(0);
        await TroubledAsync(edge);
        await Eventually.BeTrueAsync(
            "it is said", () => proxy.Program.Output.Contains($"{edge.Name} cannot take connections yet, trying again", StringComparison.Ordinal));
        other.Dispose();
        await ComesBackAsync(proxy, edge);
    }

    [Fact]
    public async Task Nobody_can_take_the_port_of_an_edge_that_is_down()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Only the epoll engine keeps the port, and only Linux has epoll.");
        await using var proxy = await ProxyProgram.StartAsync(["--engine", "epoll"]);
        using var server = TcpServer.Echo();
        await using var edge = await proxy.EdgeAsync(server.Port);
        using (var caller = await edge.CallAsync()) await caller.RoundTripAsync();
        await edge.AddAsync("down", new { });

        Should.Throw<SocketException>(() => Bound(edge.Port).Dispose()).SocketErrorCode.ShouldBe(SocketError.AddressAlreadyInUse);

        (await proxy.SendAsync(HttpMethod.Post, "reset")).Status.ShouldBe(HttpStatusCode.NoContent);
        using var next = await edge.CallAsync();
        await next.RoundTripAsync();
    }

    [Fact]
    public async Task Reset_is_complete_when_one_proxy_fails()
    {
        await using var proxy = await ProxyProgram.StartAsync([]);
        using var server = TcpServer.Echo();
        await using var first = await proxy.EdgeAsync(server.Port, name: "a-first");
        await using var last = await proxy.EdgeAsync(server.Port, name: "z-last");
        using var taken = TcpServer.Echo();
        await proxy.SendAsync(
            HttpMethod.Post, "proxies", $$"""{"name":"m-failing","listen":"127.0.0.1:{{taken.Port}}","upstream":"a:1","enabled":false}""");
        await proxy.SendAsync(HttpMethod.Post, "proxies/m-failing/toxics", """{"type":"noop"}""");
        await first.AddAsync("timeout", new { timeout = 0 });
        await last.AddAsync("timeout", new { timeout = 0 });

        var (status, body) = await proxy.SendAsync(HttpMethod.Post, "reset");

        status.ShouldBe(HttpStatusCode.InternalServerError);
        body.ShouldContain("m-failing");
        (await proxy.SendAsync(HttpMethod.Get, "proxies/m-failing/toxics")).Body.ShouldBe("[]");
        foreach (var edge in new[] { first, last })
        {
            (await edge.ToxicsAsync()).ShouldBe(0);
            using var caller = await edge.CallAsync();
            await caller.RoundTripAsync();
        }
    }

    // A program that is as eager as can be.
    private static Socket Bound(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task TroubledAsync(ProxyEdge edge)
    {
        var figures = await edge.FiguresAsync();
        figures.GetProperty("enabled").GetBoolean().ShouldBeTrue();
        figures.GetProperty("accepting").GetBoolean().ShouldBeFalse();
        figures.GetProperty("trouble").GetString()!.ShouldContain("address already in use");
    }

    private static async Task ComesBackAsync(ProxyProgram proxy, ProxyEdge edge)
    {
        await Eventually.BeTrueAsync("the edge takes connections", async _ => (await edge.FiguresAsync()).GetProperty("accepting").GetBoolean(), ProxyProgram.Patience);
        (await edge.FiguresAsync()).GetProperty("trouble").GetString().ShouldBeNull();
        (await proxy.SendAsync(HttpMethod.Post, "reset")).Status.ShouldBe(HttpStatusCode.NoContent);
        using var caller = await edge.CallAsync();
        await caller.RoundTripAsync();
    }
}
