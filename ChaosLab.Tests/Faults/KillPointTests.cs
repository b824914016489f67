extern alias hosting;

using System.Diagnostics;
using ChaosLab.Hosting.Faults;
using ChaosLab.Tests.Support;
using hosting::ChaosLab.Hosting.Bridge.Wire;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Faults;

/// <summary>Whenever the controller or the proxy is killed, nothing of a fault stays. (The AppHost's turn: AppHostKillTests.)</summary>
[Collection(SharedLabDefinition.Name)]
public sealed class KillPointTests(SharedLab shared) : IAsyncLifetime
{
    private static readonly (string Kind, string Target, (string, string)[] Settings)[] Faults =
    [
        ("latency", "web->catalog", [("latency", "100ms")]),
        ("partition", "analytics->cache", []),
        ("down", "payment->cache", []),
        ("bandwidth", "catalog->postgres", []),
        ("pause", "analytics", []),
        ("flapping", "web->cache", [("down", "1s"), ("up", "1s")]),
        ("http-error", "catalog", []),
        ("outage", "payment", []),
        ("pg-read-only", "postgres", []),
        ("stop", "web-2", []),
        ("pg-lock", "postgres", [("table", "orders")]),
        ("pg-pool", "postgres", []),
        ("redis-memory", "cache", []),
        ("crash-loop", "catalog", [("after", "0")]),
        ("memory", "analytics", [("limit", "64")]),
        ("dns-failure", "web-1", [("dependency", "payment")]),
    ];

    private readonly Lab _lab = shared.Lab;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _lab.RestoreAsync();

    [Theory]
    [MemberData(nameof(KillPoints.OfServices), MemberType = typeof(KillPoints))]
    public async Task Nothing_stays_after_a_kill(string victim, int seed)
    {
        var random = new Random(seed * 2 + (victim == "proxy" ? 1 : 0));
        var analytics = await _lab.PidAsync("analytics");
        var killed = await _lab.PidAsync(victim);
        var runs = Faults.OrderBy(_ => random.Next()).DistinctBy(fault => fault.Target).Take(4).Select(fault => _lab.Inject(fault.Kind, fault.Target, fault.Settings)).ToArray();

        // The point of the kill is chance, but the same one for the same seed: before, while or after the faults begin to act.
        await Task.Delay(random.Next(0, 400));
        using (var process = Process.GetProcessById(killed)) process.Kill();
        await Eventually.BeTrueAsync($"{victim} running again", async _ => await _lab.PidAsync(victim) != killed, TimeSpan.FromSeconds(60));

        foreach (var run in runs)
        {
            // A dead proxy ends what it carried; what acts elsewhere, or began after it was back, is lifted as at any other time.
            if (victim == "proxy") run.RequestLift();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
            var record = await run.WaitAsync(_ => false, limit.Token);
            record.State.ShouldBeOneOf([FaultState.Recovered, FaultState.NoEffect, FaultState.Failed], $"{record.Kind}: {record.Message}");
        }

        await _lab.NoToxicsAsync(TimeSpan.FromSeconds(30));
        _lab.App.Services.GetRequiredService<FaultBook>().Present.ShouldBeEmpty();
        using var catalog = _lab.ClientOf("catalog");
        (await catalog.JsonAsync("/chaos/faults")).GetProperty("faults").GetArrayLength().ShouldBe(0);
        (await _lab.Payment.JsonAsync("/fail-mode")).GetProperty("failMode").GetBoolean().ShouldBeFalse();
        await _lab.Gateway.BuyUntilOkAsync();
        StartedProcess.Of(analytics).IsStopped.ShouldBeFalse("a paused process runs again");
    }
}
