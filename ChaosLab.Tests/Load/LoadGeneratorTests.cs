using System.Net;
using System.Net.Sockets;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Load;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Load;

/// <summary>The generator against a real server that behaves well, badly, or not at all; with both engines.</summary>
[Collection(Alone.Name)]
public sealed class LoadGeneratorTests
{
    private const string Bought = """{"status":"success","orderId":"o-1","paymentId":"p-1"}""";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The engines this machine has; true is the portable one.</summary>
    public static TheoryData<bool> Engines => OperatingSystem.IsLinux() ? [false, true] : [true];

    [Theory, MemberData(nameof(Engines))]
    public async Task Everything_due_is_sent_and_counted(bool portable)
    {
        await using var server = new RawServer((request, socket) => socket.SendAsync(RawServer.Answer(200, request.Target == "/purchase" ? Bought : "{}")).AsTask());
        var purchases = new PurchaseList();
        await using var load = LoadGenerator.Start(Constant(500), server.Url, 1, purchases, engine: Engine(portable));

        var result = await RunAsync(load, TimeSpan.FromSeconds(1));

        (result.Total.Due, result.Total.Succeeded, result.Total.Errors).ShouldBe((500, 500, 0));
        result.Total.Statuses.ShouldBe(new Dictionary<int, long> { [200] = 500 });
        result.Duration.ShouldBe(TimeSpan.FromSeconds(1));
        result.Operations.Values.Sum(operation => operation.Due).ShouldBe(500);
        server.Requests.Select(OperationOf).Distinct().ShouldBe(result.Operations.Keys, ignoreOrder: true);
        foreach (var (operation, figures) in result.Operations) figures.Due.ShouldBe(server.Requests.Count(request => OperationOf(request) == operation), operation);
        result.Seconds.Single().Figures.ShouldBeEquivalentTo(result.Total);
        (result.Total.P50, result.Total.P99, result.Total.Max).ShouldSatisfyAllConditions(
            figures => figures.P50!.Value.ShouldBeGreaterThan(0),
            figures => figures.P99!.Value.ShouldBeGreaterThanOrEqualTo(figures.P50!.Value),
            figures => figures.Max!.Value.ShouldBeGreaterThanOrEqualTo(figures.P99!.Value));
        result.PeakConnections.ShouldBe(server.Opened);
        purchases.All.Count.ShouldBe((int)result.Operations["purchase"].Due);
        purchases.All.ShouldAllBe(purchase => purchase.Outcome == PurchaseOutcome.Ok && purchase.OrderId == "o-1" && purchase.PaymentId == "p-1" && purchase.Status == 200);
        purchases.All.Select(purchase => purchase.Key)
            .ShouldBe(server.Requests.Where(request => request.Target == "/purchase").Select(request => request.Fields["Idempotency-Key"]), ignoreOrder: true);

        // The server sells the same order again and again.
        server.Requests.ShouldContain(request => request.Target == "/return");
        load.ReturnAttempts.ShouldBe([new ReturnAttempt("o-1", Acknowledged: true)]);
    }

    [Fact]
    public async Task The_figures_of_several_windows_count_each_request_once_and_have_quantiles()
    {
        await using var server = RawServer.Always(RawServer.Answer(200));
        await using var load = LoadGenerator.StartOn(Constant(100), server.Url, 1);
        var result = await RunAsync(load, TimeSpan.FromSeconds(4));
        LoadWindow Window(double from, double to) => new(result.StartedAt.AddSeconds(from), result.StartedAt.AddSeconds(to));

        load.During([Window(0, 2), Window(1, 2), Window(3, 4)]).ShouldSatisfyAllConditions(
            figures => figures.Due.ShouldBe(300), figures => figures.P95.ShouldNotBeNull(), figures => figures.P99.ShouldNotBeNull());
        load.During([Window(-5, 0.1), Window(3, 60)]).Due.ShouldBe(100, "there is nothing outside of the load");
        load.During([]).Due.ShouldBe(0);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Errors_by_status_are_failures_with_a_latency(bool portable)
    {
        await using var server = RawServer.Always(RawServer.Answer(500));
        await using var load = LoadGenerator.StartOn(Constant(200), server.Url, 1, engine: Engine(portable));

        var result = await RunAsync(load, TimeSpan.FromSeconds(0.5));

        (result.Total.Due, result.Total.Failed, result.Total.ErrorRate).ShouldBe((100, 100, 1));
        result.Total.Statuses[500].ShouldBe(100);
        result.Total.P50.ShouldNotBeNull();
        result.KeptUp.ShouldBeTrue(result.Complaint);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_server_that_is_gone_fails_every_request_at_once(bool portable)
    {
        var purchases = new PurchaseList();
        await using var load = LoadGenerator.Start(Constant(400) with { Mix = new Dictionary<string, double> { ["purchase"] = 1 } }, FreeAddress(), 1, purchases, engine: Engine(portable));

        var result = await RunAsync(load, TimeSpan.FromSeconds(0.5));

        (result.Total.Due, result.Total.Failed, result.Total.Unsent, result.Total.TimedOut).ShouldBe((200, 200, 0, 0));
        (result.Total.P50, result.Total.Statuses.Count).ShouldBe((null, 0));
        purchases.All.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_connection_that_is_reset_is_a_failure_and_its_purchase_unknown(bool portable)
    {
        await using var server = new RawServer((_, socket) =>
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Dispose();
            return Task.CompletedTask;
        });
        var purchases = new PurchaseList();
        var spec = Constant(200) with { Mix = new Dictionary<string, double> { ["purchase"] = 1 } };
        await using var load = LoadGenerator.Start(spec, server.Url, 1, purchases, engine: Engine(portable));

        var result = await RunAsync(load, TimeSpan.FromSeconds(0.5));

        (result.Total.Due, result.Total.Failed).ShouldBe((100, 100));
        purchases.All.Count.ShouldBe(100);
        purchases.All.ShouldAllBe(purchase => purchase.Outcome == PurchaseOutcome.Unknown && purchase.Status == null);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_is_not_answered_in_time_is_timed_out_or_unsent_and_never_dropped(bool portable)
    {
        await using var server = new RawServer((_, _) => Task.CompletedTask);
        var purchases = new PurchaseList();
        var spec = Constant(1000) with
        {
            Connections = 2, Timeout = TimeSpan.FromMilliseconds(300), Mix = new Dictionary<string, double> { ["purchase"] = 1 },
        };
        await using var load = LoadGenerator.Start(spec, server.Url, 1, purchases, engine: Engine(portable));

        var result = await RunAsync(load, TimeSpan.FromSeconds(0.5));

        (result.Total.Due, result.Total.Errors, result.Total.Succeeded, result.Total.Failed).ShouldBe((500, 500, 0, 0));
        result.Total.TimedOut.ShouldBeGreaterThanOrEqualTo(2);
        result.Total.P50!.Value.ShouldBeGreaterThanOrEqualTo(297, "what was waited for to the time-out counts with that time, within the histogram's 1 %");
        result.Total.Unsent.ShouldBeGreaterThan(100);
        SpinWait.SpinUntil(() => server.Requests.Count == result.Total.TimedOut, Patience).ShouldBeTrue("the server saw what was sent, and no more");
        (result.Connections, result.PeakConnections).ShouldBe((2, 2));
        purchases.All.Select(purchase => purchase.Key).ShouldBe(server.Requests.Select(request => request.Fields["Idempotency-Key"]), ignoreOrder: true);
        purchases.All.ShouldAllBe(purchase => purchase.Outcome == PurchaseOutcome.Unknown);

        // A slow server is not the generator's fault.
        result.KeptUp.ShouldBeTrue(result.Complaint);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_server_that_closes_every_connection_costs_connections_and_no_request(bool portable)
    {
        await using var server = new RawServer(async (_, socket) =>
        {
            await socket.SendAsync(RawServer.Answer(200, fields: "Connection: close\r\n"));
            socket.Shutdown(SocketShutdown.Send);
        });
        await using var load = LoadGenerator.StartOn(Constant(200), server.Url, 1, engine: Engine(portable));

        var result = await RunAsync(load, TimeSpan.FromSeconds(0.5));

        (result.Total.Succeeded, result.Total.Errors, server.Opened).ShouldBe((100, 0, 100));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_body_that_ends_with_the_connection_is_an_answer(bool portable)
    {
        await using var server = new RawServer(async (_, socket) =>
        {
            await socket.SendAsync("HTTP/1.1 200 OK\r\n\r\nhello"u8.ToArray());
            socket.Shutdown(SocketShutdown.Send);
        });
        await using var load = LoadGenerator.StartOn(Constant(100), server.Url, 1, engine: Engine(portable));

        var result = await RunAsync(load, TimeSpan.FromSeconds(0.3));

        (result.Total.Succeeded, result.Total.Errors).ShouldBe((30, 0));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_large_answer_in_pieces_is_read_as_a_whole(bool portable)
    {
        var body = new string('x', 300_000);
        await using var server = RawServer.Always(RawServer.Answer(200, body));
        await using var load = LoadGenerator.StartOn(Constant(50), server.Url, 1, engine: Engine(portable));

        var result = await RunAsync(load, TimeSpan.FromSeconds(0.5));

        (result.Total.Succeeded, result.Total.Errors).ShouldBe((25, 0));
    }

    [Fact]
    public async Task What_is_no_HTTP_is_a_failure()
    {
        await using var server = RawServer.Always("220 smtp ready\r\n"u8.ToArray());
        await using var load = LoadGenerator.StartOn(Constant(100), server.Url, 1);

        var result = await RunAsync(load, TimeSpan.FromSeconds(0.3));

        (result.Total.Failed, result.Total.Statuses.Count).ShouldBe((30, 0));
    }

    [Theory]
    [InlineData(429, "{}", PurchaseOutcome.Unknown)]
    [InlineData(400, "{}", PurchaseOutcome.Failed)]
    public async Task A_refused_purchase_is_an_error_and_in_the_ledger(int status, string body, object outcome)
    {
        await using var server = RawServer.Always(RawServer.Answer(status, body));
        var purchases = new PurchaseList();
        var spec = Constant(100) with { Mix = new Dictionary<string, double> { ["purchase"] = 1 } };
        await using var load = LoadGenerator.Start(spec, server.Url, 1, purchases);

        var result = await RunAsync(load, TimeSpan.FromSeconds(0.2));

        result.Total.Failed.ShouldBe(20);
        purchases.All.Count.ShouldBe(20);
        purchases.All.ShouldAllBe(purchase => purchase.Outcome.Equals(outcome) && purchase.Status == status && purchase.CompletedAt >= purchase.InvokedAt);
    }

    [Fact]
    public async Task What_was_due_before_the_stop_is_still_waited_for()
    {
        var release = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        await using var server = new RawServer(async (_, socket) =>
        {
            asked.TrySetResult();
            await release.Task;
            await socket.SendAsync(RawServer.Answer(200));
        });
        await using var load = LoadGenerator.StartOn(Constant(100), server.Url, 1);
        await asked.Task.WaitAsync(Patience);

        var stopping = load.StopAsync(CancellationToken.None);
        stopping.IsCompleted.ShouldBeFalse();
        release.SetResult();
        var result = await stopping.WaitAsync(Patience);

        result.Total.Succeeded.ShouldBe(result.Total.Due);
        (await load.StopAsync(CancellationToken.None)).Total.ShouldBeEquivalentTo(result.Total);
    }

    [Fact]
    public async Task A_stop_that_is_cut_short_counts_what_was_on_its_way()
    {
        var asked = new TaskCompletionSource();
        await using var server = new RawServer((_, _) =>
        {
            asked.TrySetResult();
            return Task.CompletedTask;
        });
        var purchases = new PurchaseList();
        var spec = Constant(100) with { Mix = new Dictionary<string, double> { ["purchase"] = 1 }, Timeout = TimeSpan.FromMinutes(1), Connections = 4 };
        await using var load = LoadGenerator.Start(spec, server.Url, 1, purchases);
        await asked.Task.WaitAsync(Patience);

        var result = await load.StopAsync(new CancellationToken(canceled: true)).WaitAsync(Patience);

        result.Total.Due.ShouldBe(result.Total.TimedOut + result.Total.Unsent);
        purchases.All.Count.ShouldBe((int)result.Total.TimedOut);
    }

    [Fact]
    public async Task The_rate_can_be_changed_while_it_runs()
    {
        await using var server = RawServer.Always(RawServer.Answer(200));
        await using var load = LoadGenerator.StartOn(Constant(1), server.Url, 1);

        load.SetRate(1000);
        var result = await RunAsync(load, TimeSpan.FromSeconds(1));

        result.Total.Due.ShouldBeInRange(500, 1001);
        Should.Throw<ArgumentException>(() => load.SetRate(20_001)).Message.ShouldContain("at most 20000");
    }

    [Fact]
    public async Task Figures_can_be_read_while_it_runs_and_for_any_window()
    {
        await using var server = RawServer.Always(RawServer.Answer(200));
        await using var load = LoadGenerator.StartOn(Constant(500), server.Url, 1);
        load.EndAfter(TimeSpan.FromSeconds(2));
        while (!load.Over.IsCompleted)
        {
            var recent = load.Recent(TimeSpan.FromSeconds(1));
            (recent.Ended + recent.Waiting).ShouldBeInRange(0, 1000);
            recent.Errors.ShouldBe(0);
            load.Seconds.Sum(second => second.Figures.Due).ShouldBeLessThanOrEqualTo(1000);
            await Task.Yield();
        }

        var result = await load.StopAsync(CancellationToken.None);

        load.Seconds.Select(second => (second.Second, second.Figures.Due)).ShouldBe([(0, 500L), (1, 500L)]);
        load.Seconds[1].At.ShouldBe(result.StartedAt.AddSeconds(1));
        load.Between(result.StartedAt.AddSeconds(0.9), result.StartedAt.AddSeconds(30)).Due.ShouldBe(500);
        load.Between(result.StartedAt.AddSeconds(-5), result.StartedAt.AddSeconds(1.1), ["get"]).Due.ShouldBe(500);
        load.Between(result.StartedAt.AddSeconds(1.1), result.StartedAt.AddSeconds(1.2)).Due.ShouldBe(500);
        load.Between(result.StartedAt.AddSeconds(2), result.StartedAt.AddSeconds(3)).Due.ShouldBe(0);
        load.Recent(TimeSpan.FromMinutes(10)).ShouldSatisfyAllConditions(
            recent => recent.Succeeded.ShouldBe(1000), recent => recent.Waiting.ShouldBe(0), recent => recent.P99.ShouldBe(result.Total.P99));
        Should.Throw<ArgumentException>(() => load.Recent(TimeSpan.FromSeconds(1), "brows")).Message.ShouldContain("no operation 'brows'");
    }

    [Fact]
    public async Task A_purchase_log_that_fails_ends_the_load_and_says_so()
    {
        await using var server = RawServer.Always(RawServer.Answer(200, Bought));
        var spec = Constant(100) with { Mix = new Dictionary<string, double> { ["purchase"] = 1 } };
        await using var load = LoadGenerator.Start(spec, server.Url, 1, new FullLog());

        await load.Over.WaitAsync(Patience);
        var result = await load.StopAsync(CancellationToken.None);

        result.KeptUp.ShouldBeFalse();
        result.Complaint!.ShouldContain("the disk is full");
    }

    [Fact]
    public async Task A_generator_that_is_held_up_says_so()
    {
        await using var server = RawServer.Always(RawServer.Answer(200, Bought));
        var spec = Constant(400) with { Mix = new Dictionary<string, double> { ["purchase"] = 1 } };
        await using var load = LoadGenerator.Start(spec, server.Url, 1, new SlowLog());

        var result = await RunAsync(load, TimeSpan.FromSeconds(0.5));

        result.Total.Due.ShouldBe(200);
        result.LagP99.ShouldBeGreaterThan(100);
        result.KeptUp.ShouldBeFalse();
        result.Complaint!.ShouldContain("late by the generator itself");
        result.Total.Late.ShouldBeGreaterThan((long)(result.Total.Due * LoadLimits.MaxLateShare));
    }

    internal static LoadSpec Constant(double rate) => new() { Phases = [new LoadPhase(ArrivalPattern.Constant, rate, null, null)] };

    [Fact]
    public async Task A_server_that_stops_answering_shows_at_once_in_the_latency_and_from_the_time_out_on_in_the_errors()
    {
        var hangs = 0;
        await using var server = new RawServer((_, socket) => Volatile.Read(ref hangs) == 1 ? Task.CompletedTask : socket.SendAsync(RawServer.Answer(200)).AsTask());
        await using var load = LoadGenerator.StartOn(Constant(200) with { Timeout = TimeSpan.FromSeconds(3) }, server.Url, 1);
        await Eventually.BeTrueAsync("it answers", () => load.Recent(TimeSpan.FromSeconds(1)).Succeeded > 100);

        Volatile.Write(ref hangs, 1);
        RecentFigures? last = null;
        await Eventually.BeTrueAsync("the latency rises before anything is given up", () => (last = load.Recent(TimeSpan.FromSeconds(1))) is { P95: > 1500, Errors: 0 });
        last!.Waiting.ShouldBeGreaterThan(200);
        last.Oldest.ShouldBeGreaterThan(TimeSpan.FromSeconds(1.5));
        await Eventually.BeTrueAsync("nothing succeeds any more", () => load.Throughput(TimeSpan.FromSeconds(1)) is 0);
        await Eventually.BeTrueAsync("every request that ends is an error", () => load.Recent(TimeSpan.FromSeconds(1)) is { ErrorRate: 1, Errors: > 100 });
        load.Recent(TimeSpan.FromSeconds(1)).P99!.Value.ShouldBeGreaterThanOrEqualTo(2970);
    }

    private static async Task<LoadResult> RunAsync(GeneratedLoad load, TimeSpan length)
    {
        load.EndAfter(length);
        await load.Over.WaitAsync(Patience);
        return await load.StopAsync(CancellationToken.None);
    }

    private static EngineKind Engine(bool portable) => portable ? EngineKind.Portable : EngineKind.Epoll;

    private static string OperationOf(RawRequest request) => request.Target.Split('?')[0] switch
    {
        "/products" => "browse",
        "/search" => "search",
        "/purchase" => "purchase",
        "/return" => "return",
        "/orders" => "orders",
        var target => $"a stranger's {target}",
    };

    private static Uri FreeAddress()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return new Uri($"http://localhost:{((IPEndPoint)socket.LocalEndPoint!).Port}");
    }

    private sealed class FullLog : IPurchaseLog
    {
        public void Add(Purchase purchase) => throw new IOException("the disk is full");
    }

    // Blocks the generator's own thread, as a machine without a free processor does.
    private sealed class SlowLog : IPurchaseLog
    {
        public void Add(Purchase purchase) => Thread.Sleep(8);
    }
}
