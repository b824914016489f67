using System.Diagnostics;
using System.Net.Sockets;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Proxy;

/// <summary>Every toxic: what a caller sees of it on a connection that stands, and that it goes away completely.</summary>
[Collection(nameof(ProxyPrograms))]
public sealed class ToxicTests(ProxyPrograms proxies)
{
    public static TheoryData<string> Engines => ProxyPrograms.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Latency_delays_and_leaves(string engine)
    {
        using var server = TcpServer.Echo();
        await using var edge = await proxies[engine].EdgeAsync(server.Port);
        using var caller = await edge.CallAsync();
        await caller.RoundTripAsync();

        await edge.AddAsync("latency", new { latency = 300 });
        (await caller.RoundTripAsync()).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(290));

        await edge.ChangeAsync("latency_downstream", new { attributes = new { latency = 120_000 } });
        var held = caller.RoundTripAsync("held");
        await edge.RemoveAsync("latency_downstream");
        (await held).ShouldBeLessThan(TimeSpan.FromSeconds(60));
        (await edge.ToxicsAsync()).ShouldBe(0);
        await caller.RoundTripAsync();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Latency_with_jitter_keeps_the_order(string engine)
    {
        using var server = TcpServer.Echo();
        await using var edge = await proxies[engine].EdgeAsync(server.Port);
        await edge.AddAsync("latency", new { latency = 10, jitter = 10 }, "upstream");
        using var caller = await edge.CallAsync();
        var text = string.Concat(Enumerable.Range(0, 200).Select(number => $"{number:0000}"));

        for (var at = 0; at < text.Length; at += 4) await caller.SendAsync(text[at..(at + 4)]);

        (await caller.ReadTextAsync(text.Length)).ShouldBe(text);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Bandwidth_lets_through_only_so_much(string engine)
    {
        using var server = TcpServer.Echo();
        await using var edge = await proxies[engine].EdgeAsync(server.Port);
        using var caller = await edge.CallAsync();
        await caller.RoundTripAsync();

        await edge.AddAsync("bandwidth", new { rate = 100 });
        var data = Random.Shared.GetItems("abcdefgh"u8, 50_000);
        var clock = Stopwatch.StartNew();
        await caller.SendAsync(data);
        (await caller.ReadAsync(data.Length)).ShouldBe(data);
        clock.Elapsed.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(450));

        await edge.ChangeAsync("bandwidth_downstream", new { attributes = new { rate = 0 } });
        var held = caller.RoundTripAsync("held");
        await edge.RemoveAsync("bandwidth_downstream");
        await held;
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Slow_close_delays_only_the_end(string engine)
    {
        using var server = TcpServer.Start(socket => TcpServer.SendAllAsync(socket, "bye"u8.ToArray()));
        await using var edge = await proxies[engine].EdgeAsync(server.Port);
        await edge.AddAsync("slow_close", new { delay = 300 });
        var clock = Stopwatch.StartNew();
        using var caller = await edge.CallAsync();

        (await caller.ReadTextAsync(3)).ShouldBe("bye");
        (await caller.EndingAsync()).ShouldBeNull();

        clock.Elapsed.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(290));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Removing_slow_close_lets_the_end_go(string engine)
    {
        using var server = TcpServer.Start(socket => TcpServer.SendAllAsync(socket, "bye"u8.ToArray()));
        await using var edge = await proxies[engine].EdgeAsync(server.Port);
        await edge.AddAsync("slow_close", new { delay = 600_000 });
        using var caller = await edge.CallAsync();
        (await caller.ReadTextAsync(3)).ShouldBe("bye");

        await edge.RemoveAsync("slow_close_downstream");

        (await caller.EndingAsync()).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Timeout_swallows_and_closes(string engine)
    {
        using var server = TcpServer.Echo();
        await using var edge = await proxies[engine].EdgeAsync(server.Port);
        await edge.AddAsync("timeout", new { timeout = 300 });
        using var caller = await edge.CallAsync();
        var clock = Stopwatch.StartNew();
        await caller.SendAsync("lost");

        (await caller.ReadToEndAsync()).ShouldBeEmpty();

        clock.Elapsed.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(250));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Timeout_of_0_holds_until_it_is_removed(string engine)
    {
        using var server = TcpServer.Echo();
        await using var edge = await proxies[engine].EdgeAsync(server.Port);
        using var caller = await edge.CallAsync();
        await caller.RoundTripAsync();
        await edge.AddAsync("timeout", new { timeout = 0 });
        await caller.SendAsync("lost");
        var ending = caller.EndingAsync();
        await Eventually.BeTrueAsync("the proxy has the bytes", async _ => (await edge.FiguresAsync()).GetProperty("bytesUp").GetInt64() == 8, ProxyProgram.Patience);
        ending.IsCompleted.ShouldBeFalse();

        await edge.RemoveAsync("timeout_downstream");

        (await ending).ShouldBeNull();
        using var next = await edge.CallAsync();
        await next.RoundTripAsync();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Reset_peer_resets_once_something_is_said(string engine)
    {
        using var server = TcpServer.Echo();
        await using var edge = await proxies[engine].EdgeAsync(server.Port);
        using var caller = await edge.CallAsync();
        await caller.RoundTripAsync();
        await edge.AddAsync("reset_peer", new { timeout = 0 });

        await caller.SendAsync("ping");
        (await caller.EndingAsync()).ShouldBe(SocketError.ConnectionReset);

        await edge.RemoveAsync("reset_peer_downstream");
        using var next = await edge.CallAsync();
        await next.RoundTripAsync();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Reset_peer_waits_its_time(string engine)
    {
        using var server = TcpServer.Echo();
        await using var edge = await proxies[engine].EdgeAsync(server.Port);
        await edge.AddAsync("reset_peer", new { timeout = 300 }, "upstream");
        using var caller = await edge.CallAsync();
        var clock = Stopwatch.StartNew();
        await caller.SendAsync("ping");

        (await caller.EndingAsync()).ShouldBe(SocketError.ConnectionReset);

        clock.Elapsed.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(290));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Slicer_cuts_and_pauses(string engine)
    {
        using var server = TcpServer.Echo();
        await using var edge = await proxies[engine].EdgeAsync(server.Port);
        await edge.AddAsync("slicer", new { average_size = 10, size_variation = 3, delay = 10_000 });
        using var caller = await edge.CallAsync();
        var data = Random.Shared.GetItems("abcdefgh"u8, 400);
        var clock = Stopwatch.StartNew();
        await caller.SendAsync(data);

        (await caller.ReadAsync(data.Length)).ShouldBe(data);

        // 400 bytes in pieces of at most 13, the last pieces uncut: at least 29 pauses.
        clock.Elapsed.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(250));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Limit_data_closes_after_its_bytes(string engine)
    {
        using var server = TcpServer.Echo();
        await using var edge = await proxies[engine].EdgeAsync(server.Port);
        await edge.AddAsync("limit_data", new { bytes = 10 });
        using (var caller = await edge.CallAsync())
        {
            await caller.RoundTripAsync("12345678");
            await caller.SendAsync("abcdefgh");
            (await caller.ReadToEndAsync()).ShouldBe("ab"u8.ToArray());
        }

        await edge.RemoveAsync("limit_data_downstream");
        using var next = await edge.CallAsync();
        await next.RoundTripAsync("more than ten bytes");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Packet_loss_stalls_and_loses_nothing(string engine)
    {
        using var server = TcpServer.Echo();
        await using var edge = await proxies[engine].EdgeAsync(server.Port, new { seed = 7 });

        // Of some 140 packets one is lost for certain, and none so often that its doubled waits take minutes.
        await edge.AddAsync("packet_loss", new { loss_rate = 0.2, rto = 20 });
        using var caller = await edge.CallAsync();
        var data = Random.Shared.GetItems("abcdefgh"u8, 200_000);
        var clock = Stopwatch.StartNew();
        await caller.SendAsync(data);

        (await caller.ReadAsync(data.Length)).ShouldBe(data);

        clock.Elapsed.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(20));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Removing_a_total_loss_delivers_what_was_held(string engine)
    {
        using var server = TcpServer.Echo();
        await using var edge = await proxies[engine].EdgeAsync(server.Port);
        using var caller = await edge.CallAsync();
        await caller.RoundTripAsync();
        await edge.AddAsync("packet_loss", new { loss_rate = 1 }, "upstream");
        var held = caller.RoundTripAsync("held");

        await edge.RemoveAsync("packet_loss_upstream");

        await held;
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Down_resets_and_refuses_and_comes_back(string engine)
    {
        using var server = TcpServer.Echo();
        await using var edge = await proxies[engine].EdgeAsync(server.Port);
        using var caller = await edge.CallAsync();
        await caller.RoundTripAsync();

        await edge.AddAsync("down", new { });
        (await caller.EndingAsync()).ShouldBe(SocketError.ConnectionReset);
        (await Should.ThrowAsync<SocketException>(edge.CallAsync)).SocketErrorCode.ShouldBe(SocketError.ConnectionRefused);
        (await edge.FiguresAsync()).GetProperty("accepting").GetBoolean().ShouldBeFalse();

        await edge.RemoveAsync("down_downstream");
        using var next = await edge.CallAsync();
        await next.RoundTripAsync();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Toxics_act_in_the_order_in_which_they_were_added(string engine)
    {
        using var server = TcpServer.Echo();
        await using var edge = await proxies[engine].EdgeAsync(server.Port);

        // The limit's close passes what was added after it, and nothing that was added before.
        await edge.AddAsync("limit_data", new { bytes = 4 }, toxic: "limit");
        await edge.AddAsync("slow_close", new { delay = 1_000 }, toxic: "slow");
        (await CloseAsync(edge)).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(990));

        await edge.RemoveAsync("limit");
        await edge.ChangeAsync("slow", new { attributes = new { delay = 60_000 } });
        await edge.AddAsync("limit_data", new { bytes = 4 }, toxic: "limit");
        (await CloseAsync(edge)).ShouldBeLessThan(TimeSpan.FromSeconds(20));

        static async Task<TimeSpan> CloseAsync(ProxyEdge edge)
        {
            using var caller = await edge.CallAsync();
            var clock = Stopwatch.StartNew();
            await caller.SendAsync("12345678");
            (await caller.ReadToEndAsync()).ShouldBe("1234"u8.ToArray());
            return clock.Elapsed;
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Toxicity_can_be_changed_on_a_connection_that_stands(string engine)
    {
        using var server = TcpServer.Echo();
        await using var edge = await proxies[engine].EdgeAsync(server.Port);
        await edge.AddAsync("latency", new { latency = 300 }, toxicity: 0);
        using var caller = await edge.CallAsync();
        await caller.RoundTripAsync();

        await edge.ChangeAsync("latency_downstream", new { toxicity = 1 });
        (await caller.RoundTripAsync()).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(290));

        // What it holds goes on when the connection is spared from now on.
        await edge.ChangeAsync("latency_downstream", new { attributes = new { latency = 600_000 } });
        var held = caller.RoundTripAsync("held");
        await edge.ChangeAsync("latency_downstream", new { toxicity = 0 });
        (await held).ShouldBeLessThan(ProxyProgram.Patience);
        await caller.RoundTripAsync();
        (await edge.ToxicsAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_toxicity_between_hits_some_connections_and_spares_others()
    {
        using var server = TcpServer.Echo();
        await using var edge = await proxies.Standard.EdgeAsync(server.Port, new { seed = 1 });
        await edge.AddAsync("down", new { }, toxicity: 0.5);
        var hit = 0;
        for (var i = 0; i < 40; i++)
        {
            try
            {
                using var caller = await edge.CallAsync();
                await caller.RoundTripAsync();
            }
            catch (Exception error) when (error is SocketException or EndOfStreamException)
            {
                hit++;
            }
        }

        hit.ShouldBeInRange(5, 35);
    }

    [Fact]
    public async Task Toxicity_0_hits_nobody()
    {
        using var server = TcpServer.Echo();
        await using var edge = await proxies.Standard.EdgeAsync(server.Port);
        await edge.AddAsync("timeout", new { timeout = 0 }, toxicity: 0);
        using var caller = await edge.CallAsync();

        await caller.RoundTripAsync();
    }
}
