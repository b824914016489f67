extern alias hosting;

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Faults;
using ChaosLab.Tests.Support;
using hosting::ChaosLab.Hosting.Bridge.Wire;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Faults;

/// <summary>Every kind on edges: its effect is seen by a caller, and it goes away without a trace.</summary>
[Collection(SharedLabDefinition.Name)]
public sealed class EdgeFaultTests(SharedLab shared) : IAsyncLifetime
{
    private readonly Lab _lab = shared.Lab;

    public ValueTask InitializeAsync() => new(_lab.HealthyAsync());

    public async ValueTask DisposeAsync() => await _lab.RestoreAsync();

    // What the test's own caller sees of each: on the edge, or on one of those that a target without an arrow stands for.
    private static readonly Dictionary<string, Func<EdgeCall, bool>> Shows = new(StringComparer.Ordinal)
    {
        ["latency"] = call => call.FirstByte >= TimeSpan.FromMilliseconds(290),
        ["slow"] = call => call.FirstByte >= TimeSpan.FromMilliseconds(390),
        ["bandwidth"] = call => call.FirstByte >= TimeSpan.FromMilliseconds(400),
        ["slow-close"] = call => call is { FirstByte: not null, ToEnd: var end } && end >= TimeSpan.FromMilliseconds(590),
        ["timeout"] = call => call.IsSilent,
        ["reset-peer"] = call => call.Broken == SocketError.ConnectionReset,
        ["slicer"] = call => call.FirstByte >= TimeSpan.FromMilliseconds(500),
        ["limit-data"] = call => call.IsCutOff,
        ["packet-loss"] = call => call.FirstByte >= TimeSpan.FromMilliseconds(195),
        ["down"] = call => call.Refused == SocketError.ConnectionRefused,
        ["flapping"] = call => call.Refused == SocketError.ConnectionRefused,
        ["partition"] = call => call.IsSilent,
    };

    [Theory]
    [InlineData("latency", "web->payment", "latency=300ms")]
    [InlineData("latency", "web->postgres", "latency=300ms")]
    [InlineData("latency", "catalog->cache", "latency=300ms")]
    [InlineData("slow", "catalog", "latency=400ms")]
    [InlineData("bandwidth", "web->payment", "rate=16KB/s")]
    [InlineData("bandwidth", "payment->cache", "rate=16KB/s")]
    [InlineData("bandwidth", "web->postgres", "rate=16KB/s")]
    [InlineData("slow-close", "web->payment", "delay=600ms")]
    [InlineData("timeout", "web->payment", "timeout=0")]
    [InlineData("reset-peer", "analytics->cache", "after=0")]
    [InlineData("slicer", "web->payment", "delay=20ms")]
    [InlineData("limit-data", "web->payment", "bytes=1024")]
    [InlineData("packet-loss", "web->catalog", "loss=50%")]
    [InlineData("down", "web->payment", null)]
    [InlineData("flapping", "payment->cache", "down=2s")]
    [InlineData("partition", "web->payment", null)]
    [InlineData("partition", "analytics", null)]
    [InlineData("down", "gateway->web-1", null)]
    public async Task Is_felt_and_goes_away(string kind, string target, string? setting)
    {
        var settings = setting?.Split('=') is [var name, var value] ? new[] { (name, value) } : [];
        var edge = _lab.Edge(target switch
        {
            "catalog" => "web->catalog",
            "analytics" => "analytics->cache",
            _ => target,
        });
        await UntroubledAsync(edge, kind);

        var run = await _lab.InjectFeltAsync(kind, target, settings);
        await Eventually.BeAsync($"a caller's own call that shows {kind}", _ => EdgeCall.MakeAsync(edge), Shows[kind], TimeSpan.FromSeconds(30));
        var record = await run.RemoveAsync();

        record.ActedAt.ShouldNotBeNull();
        record.RecoveredAt.ShouldNotBeNull();
        await UntroubledAsync(edge, kind);
        await _lab.NoToxicsAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Flapping_goes_down_and_up_and_down_again_until_it_is_removed()
    {
        var edge = _lab.Edge("payment->cache");
        var run = await _lab.InjectFeltAsync("flapping", "payment->cache", ("down", "1s"), ("up", "2s"));

        for (var i = 0; i < 2; i++)
        {
            await Eventually.BeAsync("a refused call", _ => EdgeCall.MakeAsync(edge), Shows["flapping"], TimeSpan.FromSeconds(30));
            await Eventually.BeAsync("an answered call", _ => EdgeCall.MakeAsync(edge), call => call.IsComplete, TimeSpan.FromSeconds(30));
        }

        await run.RemoveAsync();
        var over = Stopwatch.StartNew();
        while (over.Elapsed < TimeSpan.FromSeconds(4)) (await EdgeCall.MakeAsync(edge)).Refused.ShouldBeNull("nothing goes down after the removal");
    }

    [Fact]
    public async Task A_partition_of_one_instance_leaves_the_others_their_edges()
    {
        var run = await _lab.InjectFeltAsync("partition", "web-1");

        run.Record.Message!.ShouldStartWith("a partition of gateway->web-1 (not of ");
        run.Record.Message.ShouldContain("web->payment");
        run.Record.Message.ShouldContain("partition web cuts those");
        foreach (var shared in (string[])["web->payment", "web->postgres", "web->cache", "web->catalog"]) (await _lab.EdgeAsync(shared)).Toxics.ShouldBeEmpty(shared);
        (await EdgeCall.MakeAsync(_lab.Edge("gateway->web-1"))).IsSilent.ShouldBeTrue();
        using (var second = _lab.ClientOf("web-2"))
        {
            for (var i = 0; i < 5; i++) (await second.BuyAsync()).Status.ShouldBe(HttpStatusCode.OK);
        }

        await _lab.Gateway.BuyUntilOkAsync();
        await run.RemoveAsync();
        await UntroubledAsync(_lab.Edge("gateway->web-1"), "partition");
    }

    [Fact]
    public async Task A_partition_of_a_whole_service_needs_force_and_cuts_every_instance_off()
    {
        Refused("partition", "web").ShouldContain("2 of 2 instances of 'web'");

        var run = _lab.App.Services.GetRequiredService<FaultRunner>().Start(new FaultRequest("partition", "web", Owner: "test", Force: true));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        (await run.WaitAsync(record => record.EffectSeenAt is not null, limit.Token)).EffectSeenAt.ShouldNotBeNull(run.Record.Message);

        foreach (var name in (string[])["gateway->web-1", "gateway->web-2", "web->payment", "web->postgres", "web->cache", "web->catalog"])
        {
            (await EdgeCall.MakeAsync(_lab.Edge(name))).IsSilent.ShouldBeTrue(name);
        }

        await run.RemoveAsync();
        await _lab.NoToxicsAsync(TimeSpan.FromSeconds(30));
        await _lab.Gateway.BuyUntilOkAsync();
    }

    [Fact]
    public async Task Latency_is_what_the_customer_measures()
    {
        var run = await _lab.InjectFeltAsync("latency", "web->payment", ("latency", "400ms"));

        var clock = Stopwatch.StartNew();
        var bought = await _lab.Gateway.BuyAsync(Guid.NewGuid().ToString("N"));

        bought.Status.ShouldBe(HttpStatusCode.OK, bought.Body);
        clock.Elapsed.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(390));
        await run.RemoveAsync();
    }

    [Fact]
    public async Task Each_fault_keeps_the_seed_it_was_given()
    {
        var runner = _lab.App.Services.GetRequiredService<FaultRunner>();
        foreach (var (kind, seed) in new[] { ("latency", 3), ("packet-loss", 4) }) runner.Start(new FaultRequest(kind, "web->payment", Owner: "test", Seed: seed));

        var placed = await Eventually.BeAsync("both toxics", _ => _lab.EdgeAsync("web->payment"), edge => edge.Toxics is { Count: 2 });
        placed.Toxics!.Select(toxic => (toxic.Type, toxic.Seed)).ShouldBe([("latency", 3L), ("packet_loss", 4L)], ignoreOrder: true);
    }

    [Fact]
    public async Task Losses_can_come_in_bursts()
    {
        _lab.Inject("packet-loss", "web->catalog", ("loss", "50%"), ("correlation", "25%"));

        var placed = await Eventually.BeAsync("the toxic", _ => _lab.EdgeAsync("web->catalog"), edge => edge.Toxics is { Count: 1 });
        placed.Toxics!.Single().Attributes!["correlation"].GetDouble().ShouldBe(0.25);
        Refused("packet-loss", "web->catalog", ("correlation", "91%")).ShouldContain("allows 0 to 90 %");
    }

    [Fact]
    public async Task Slow_search_leaves_checkout_alone()
    {
        var run = await _lab.InjectFeltAsync("slow", "catalog", ("latency", "3s"));

        (await _lab.Gateway.BuyAsync(Guid.NewGuid().ToString("N"))).Status.ShouldBe(HttpStatusCode.OK);
        await run.RemoveAsync();
    }

    [Fact]
    public async Task Partition_from_payment_is_a_clear_502_and_ends_well()
    {
        var run = await _lab.InjectFeltAsync("partition", "web->payment");

        var refused = await Eventually.BeAsync("a refusal", _ => _lab.Gateway.BuyAsync(), answer => answer.Status != HttpStatusCode.OK, TimeSpan.FromSeconds(30));
        refused.Status.ShouldBe(HttpStatusCode.BadGateway, refused.Body);
        refused.Member("error").ShouldBe("payment service unavailable");

        await run.RemoveAsync();
        await _lab.Gateway.BuyUntilOkAsync();
    }

    [Fact]
    public async Task A_killed_proxy_takes_its_toxics_with_it()
    {
        var run = await _lab.InjectFeltAsync("latency", "web->catalog");
        (await _lab.EdgeAsync("web->catalog")).Toxics.ShouldNotBeNull().Single().Type.ShouldBe("latency");

        var proxy = await _lab.PressAsync("proxy", "kill");
        proxy.Success.ShouldBeTrue(proxy.Message);

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var record = await run.WaitAsync(_ => false, limit.Token);
        record.State.ShouldBe(FaultState.Recovered, record.Message);
        record.Message!.ShouldContain("the proxy let go of it");
        await _lab.NoToxicsAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task What_is_too_little_to_be_told_from_chance_is_not_said_to_be_felt()
    {
        var run = _lab.Inject("bandwidth", "web->payment", ("rate", "1000MB/s"));

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var record = await run.WaitAsync(_ => false, limit.Token);

        record.State.ShouldBe(FaultState.NoEffect, record.Message);
        record.EffectSeenAt.ShouldBeNull();
        await _lab.NoToxicsAsync(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("web->payment")]
    [InlineData("payment->cache")]
    public async Task A_little_latency_is_felt_and_recovered_from(string edge)
    {
        var run = await _lab.InjectFeltAsync("latency", edge, ("latency", "20ms"));

        (await run.RemoveAsync()).RecoveredAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Two_kinds_with_one_seed_on_one_edge_are_two_toxics()
    {
        var latency = Start("latency");
        var slow = Start("slow");
        foreach (var run in (FaultRun[])[latency, slow]) await Eventually.BeTrueAsync($"{run.Record.Kind} acts", () => run.Record.ActedAt is not null);
        Should.Throw<FaultRefusedException>(() => Start("slow")).Message.ShouldContain("with this seed already");

        (await _lab.EdgeAsync("web->catalog")).Toxics.ShouldNotBeNull().Select(toxic => toxic.Name).ShouldBeUnique();
        await FaultRunner.LiftAsync(latency, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));

        (await _lab.EdgeAsync("web->catalog")).Toxics.ShouldNotBeNull().ShouldHaveSingleItem().Name.ShouldContain("slow");
        slow.Record.State.ShouldBe(FaultState.Active, slow.Record.Message);

        FaultRun Start(string kind) => _lab.App.Services.GetRequiredService<FaultRunner>().Start(new FaultRequest(kind, "web->catalog", ForSeconds: 60, Seed: 7));
    }

    [Fact]
    public async Task Commands_offer_it_with_arguments_and_show_what_acts()
    {
        await _lab.PressOkAsync("web-to-payment", "latency", ("latency", "250"), ("seconds", "60"));

        var shown = await Eventually.BeAsync("the fault on the edge", _ => _lab.SnapshotAsync("web-to-payment"),
            snapshot => snapshot.Properties.Any(property => property.Name == "chaoslab.faults"), TimeSpan.FromSeconds(30));
        shown.Properties.Single(property => property.Name == "chaoslab.faults").Value!.ToString()!.ShouldStartWith("latency until ");
        await StatesAsync(latency: ResourceCommandState.Disabled, removal: ResourceCommandState.Enabled);

        await _lab.PressOkAsync("web-to-payment", "remove-faults");
        await _lab.NoToxicsAsync(TimeSpan.FromSeconds(30));
        await StatesAsync(latency: ResourceCommandState.Enabled, removal: ResourceCommandState.Hidden);

        Task StatesAsync(ResourceCommandState latency, ResourceCommandState removal)
            => Eventually.BeAsync("the commands' states", async _ => (await _lab.SnapshotAsync("web-to-payment")).Commands,
                commands => commands.Single(command => command.Name == "latency").State == latency
                    && commands.Single(command => command.Name == "remove-faults").State == removal, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void What_does_not_fit_is_refused_before_anything_is_done()
    {
        Refused("latency", "web->payment", ("latency", "2m")).ShouldContain("allows 1 to 60000 ms");
        Refused("latency", "web->paymnt").ShouldContain("There is no target 'web->paymnt'");
        Refused("latency", "lab").ShouldContain("does not act on 'lab'");
        Refused("down", "gateway->web-3").ShouldContain("Nobody answers behind 'gateway->web-3'");
        foreach (var kind in (string[])["down", "flapping", "partition"])
        {
            Should.Throw<FaultRefusedException>(() => _lab.App.Services.GetRequiredService<FaultRunner>().Start(new FaultRequest(kind, "web->payment", Seed: 7)))
                .Message.ShouldContain($"'{kind}' has no setting seed");
        }

        Refused("slicer", "web->payment", ("size", "10"), ("variation", "10")).ShouldContain("must be less than size");
    }

    private static Task<EdgeCall> UntroubledAsync(EdgeResource edge, string kind)
        => Eventually.BeAsync($"a caller's own call without {kind}", _ => EdgeCall.MakeAsync(edge), call => call.IsComplete && !Shows[kind](call), TimeSpan.FromSeconds(30));

    private string Refused(string kind, string target, params (string, string)[] settings)
        => Should.Throw<FaultRefusedException>(() => _lab.Inject(kind, target, settings)).Message;
}
