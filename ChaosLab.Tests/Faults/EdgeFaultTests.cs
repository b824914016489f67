extern alias hosting;

using System.Diagnostics;
using System.Net;
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

        var run = await _lab.InjectFeltAsync(kind, target, settings);
        var record = await run.RemoveAsync();

        record.ActedAt.ShouldNotBeNull();
        record.RecoveredAt.ShouldNotBeNull();
        await _lab.NoToxicsAsync(TimeSpan.FromSeconds(30));
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

        await _lab.PressOkAsync("web-to-payment", "remove-faults");
        await _lab.NoToxicsAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void What_does_not_fit_is_refused_before_anything_is_done()
    {
        Refused("latency", "web->payment", ("latency", "2m")).ShouldContain("allows 1 to 60000 ms");
        Refused("latency", "web->paymnt").ShouldContain("There is no target 'web->paymnt'");
        Refused("latency", "lab").ShouldContain("does not act on 'lab'");
        Refused("down", "gateway->web-3").ShouldContain("Nobody answers behind 'gateway->web-3'");
        Refused("slicer", "web->payment", ("size", "10"), ("variation", "10")).ShouldContain("must be less than size");
    }

    private string Refused(string kind, string target, params (string, string)[] settings)
        => Should.Throw<FaultRefusedException>(() => _lab.Inject(kind, target, settings)).Message;
}
