using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Proxy;

/// <summary>Connections as such: half-closed, slow, many, without a server.</summary>
[Collection(nameof(ProxyPrograms))]
public sealed class ConnectionTests(ProxyPrograms proxies)
{
    public static TheoryData<string> Engines => ProxyPrograms.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_half_closed_connection_still_carries_the_answer(string engine)
    {
        using var server = TcpServer.Start(async socket =>
        {
            using var asked = new MemoryStream();
            var buffer = new byte[1024];
            for (int read; (read = await socket.ReceiveAsync(buffer)) > 0;) asked.Write(buffer, 0, read);
            await TcpServer.SendAllAsync(socket, asked.ToArray());
        });
        await using var edge = await proxies[engine].EdgeAsync(server.Port);
        using var caller = await edge.CallAsync();
        await caller.SendAsync("question");
        caller.EndSending();

        (await caller.ReadToEndAsync()).ShouldBe("question"u8.ToArray());
        await NoneOpenAsync(edge);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_great_answer_reaches_a_slow_reader_whole(string engine)
    {
        var answer = new byte[8 * 1024 * 1024];
        Random.Shared.NextBytes(answer);
        using var server = TcpServer.Start(socket => TcpServer.SendAllAsync(socket, answer));
        await using var edge = await proxies[engine].EdgeAsync(server.Port);
        using var caller = await edge.CallAsync();

        // Nothing is read until everything between the two is full: the server has to wait.
        var before = -1L;
        await Eventually.BeTrueAsync(
            "the connection is full",
            async _ =>
            {
                var now = (await edge.FiguresAsync()).GetProperty("bytesDown").GetInt64();
                var full = now > 0 && now == before;
                before = now;
                return full;
            },
            ProxyProgram.Patience);

        // What the proxy holds itself: 64 KB, and the one read that went beyond.
        (await edge.WaitingAsync("downstream")).ShouldBeInRange(0, 64 * 1024 + 128 * 1024);

        (await caller.ReadToEndAsync()).ShouldBe(answer);
        caller.EndSending();
        await NoneOpenAsync(edge);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Pieces_of_one_byte_count_with_all_the_memory_they_take(string engine)
    {
        using var server = TcpServer.Start(socket => TcpServer.SendAllAsync(socket, new byte[8 * 1024 * 1024]));
        await using var edge = await proxies[engine].EdgeAsync(server.Port);
        await edge.AddAsync("slicer", new { average_size = 1, delay = 3_600_000_000 });
        using var caller = await edge.CallAsync();
        await caller.ReadAsync(1);

        // One read of 16 KB takes more than 64 KB of memory then, so that no second one follows.
        (await edge.WaitingAsync("downstream")).ShouldBeInRange(1, 16 * 1024);
        await edge.RemoveAsync("slicer_downstream");
        await caller.ReadAsync((8 * 1024 * 1024) - 1);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Much_goes_both_ways_at_once(string engine)
    {
        using var server = TcpServer.Echo();
        await using var edge = await proxies[engine].EdgeAsync(server.Port);
        using var caller = await edge.CallAsync();
        var data = new byte[4 * 1024 * 1024];
        Random.Shared.NextBytes(data);

        var sending = caller.SendAsync(data);
        var back = await caller.ReadAsync(data.Length);
        await sending;

        back.ShouldBe(data);
        var figures = await edge.FiguresAsync();
        figures.GetProperty("bytesUp").GetInt64().ShouldBe(data.Length);
        figures.GetProperty("bytesDown").GetInt64().ShouldBe(data.Length);
        figures.GetProperty("connectionsOpen").GetInt32().ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_server_that_is_gone_resets_the_caller_at_once(string engine)
    {
        using var nobody = TcpServer.Deaf();
        await using var edge = await proxies[engine].EdgeAsync(nobody.Port);

        var error = await Should.ThrowAsync<SocketException>(async () =>
        {
            using var caller = await edge.CallAsync();
            await caller.ReadAsync(1);
        });

        error.SocketErrorCode.ShouldBe(SocketError.ConnectionReset);
        (await edge.FiguresAsync()).GetProperty("refused").GetInt64().ShouldBe(1);
        await NoneOpenAsync(edge);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_server_that_resets_resets_the_caller(string engine)
    {
        using var server = TcpServer.Start(async socket =>
        {
            await socket.ReceiveAsync(new byte[16]);
            socket.LingerState = new LingerOption(true, 0);
        });
        await using var edge = await proxies[engine].EdgeAsync(server.Port);
        using var caller = await edge.CallAsync();
        await caller.SendAsync("ping");

        (await caller.EndingAsync()).ShouldBe(SocketError.ConnectionReset);
        await NoneOpenAsync(edge);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_toxic_can_be_removed_while_the_caller_does_not_read(string engine)
    {
        var answer = new byte[16 * 1024 * 1024];
        Random.Shared.NextBytes(answer);
        using var server = TcpServer.Start(socket => TcpServer.SendAllAsync(socket, answer));
        await using var edge = await proxies[engine].EdgeAsync(server.Port);
        await edge.AddAsync("latency", new { latency = 1 });
        await edge.AddAsync("bandwidth", new { rate = 50_000 });
        using var caller = await edge.CallAsync();
        var before = -1L;
        await Eventually.BeTrueAsync(
            "the connection is full",
            async _ =>
            {
                var now = (await edge.FiguresAsync()).GetProperty("bytesDown").GetInt64();
                var full = now > 0 && now == before;
                before = now;
                return full;
            },
            ProxyProgram.Patience);

        (await edge.WaitingAsync("downstream")).ShouldBeInRange(1, (4 * 1024 + 64 + 16) * 1024);
        var clock = Stopwatch.StartNew();
        await edge.RemoveAsync("latency_downstream");
        await edge.RemoveAsync("bandwidth_downstream");

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        (await edge.ToxicsAsync()).ShouldBe(0);
        (await caller.ReadToEndAsync()).ShouldBe(answer);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Every_address_of_a_name_is_tried(string engine)
    {
        if (!Socket.OSSupportsIPv6) Assert.Skip("This system has no IPv6.");
        foreach (var address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback })
        {
            using var server = TcpServer.Echo(address);
            await using var edge = await proxies[engine].EdgeAsync(server.Port, new { upstream = $"localhost:{server.Port}" });
            using var caller = await edge.CallAsync();

            await caller.RoundTripAsync();
            (await edge.FiguresAsync()).GetProperty("refused").GetInt64().ShouldBe(0);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_name_with_no_server_at_any_address_resets_the_caller_once(string engine)
    {
        using var nobody = TcpServer.Deaf();
        await using var edge = await proxies[engine].EdgeAsync(nobody.Port, new { upstream = $"localhost:{nobody.Port}" });

        await Should.ThrowAsync<SocketException>(async () =>
        {
            using var caller = await edge.CallAsync();
            await caller.ReadAsync(1);
        });
        (await edge.FiguresAsync()).GetProperty("refused").GetInt64().ShouldBe(1);
        await NoneOpenAsync(edge);
    }

    [Theory]
    [InlineData("no-such-host.invalid:80")]
    [InlineData("LONG.invalid:80")]
    public async Task A_name_that_leads_nowhere_resets_the_caller(string upstream)
    {
        // One of 300 characters is no name at all, which the system says in another way.
        await using var edge = await proxies.Standard.EdgeAsync(1, new { upstream = upstream.Replace("LONG", new string('a', 300)) });

        await Should.ThrowAsync<SocketException>(async () =>
        {
            using var caller = await edge.CallAsync();
            await caller.ReadAsync(1);
        });
        (await edge.FiguresAsync()).GetProperty("refused").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task Memory_is_steady_over_many_connections_and_bytes()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Memory is read from /proc, which only Linux has.");
        using var server = TcpServer.Echo();
        await using var edge = await proxies.Standard.EdgeAsync(server.Port);
        await edge.AddAsync("latency", new { latency = 1 });
        await ExchangeAsync(edge, rounds: 50);
        var before = ResidentMiB();

        await ExchangeAsync(edge, rounds: 300);

        // 300 MiB went through each way; held on to, they would be seen.
        (ResidentMiB() - before).ShouldBeLessThan(100);
        await NoneOpenAsync(edge);
    }

    private static async Task ExchangeAsync(ProxyEdge edge, int rounds)
    {
        var data = new byte[1024 * 1024];
        for (var i = 0; i < rounds; i++)
        {
            using var caller = await edge.CallAsync();
            var sending = caller.SendAsync(data);
            await caller.ReadAsync(data.Length);
            await sending;
        }
    }

    private static Task NoneOpenAsync(ProxyEdge edge) => Eventually.BeTrueAsync(
        "no connection is left", async _ => (await edge.FiguresAsync()).GetProperty("connectionsOpen").GetInt32() == 0, ProxyProgram.Patience);

    private long ResidentMiB()
        => long.Parse(
            File.ReadLines($"/proc/{proxies.Standard.Program.Pid}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) / 1024;
}
