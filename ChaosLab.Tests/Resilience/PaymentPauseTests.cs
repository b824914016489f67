using System.Collections.Concurrent;
using System.Net;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Resilience;

/// <summary>Row A8: payment is frozen for 30 s; callers time out, the breaker opens, half-opens, and closes after the resume.</summary>
[Collection(SharedLabDefinition.Name)]
public sealed class PaymentPauseTests(SharedLab shared) : SharedLabTest(shared)
{
    private readonly Lab _lab = shared.Lab;

    [Fact]
    public async Task Breaker_opens_half_opens_and_closes_and_every_order_is_resolved()
    {
        var customer = "pause-" + Guid.NewGuid().ToString("N");
        var circuits = new ConcurrentDictionary<string, bool>();
        using var done = new CancellationTokenSource();
        var watch = WatchCircuitAsync(circuits, done.Token);

        var pause = _lab.PressAsync("payment", "pause", ("seconds", "30"));
        var refused = new List<PurchaseAnswer>();
        while (!pause.IsCompleted)
        {
            var answer = await _lab.Gateway.BuyAsync(customer: customer);
            if (answer.Status != HttpStatusCode.OK) refused.Add(answer);
        }

        (await pause).Success.ShouldBeTrue((await pause).Message);
        await _lab.Gateway.BuyUntilOkAsync();
        await Eventually.BeAsync("closed circuits after the resume", _ => CircuitsAsync(), circuits => circuits.All(c => c == "closed"));
        await done.CancelAsync();
        await watch;

        circuits.Keys.ShouldContain("open");
        circuits.Keys.ShouldContain("half-open");
        refused.Count.ShouldBeGreaterThan(1, "callers of a frozen payment time out, and do not wait for its end");
        refused.ShouldAllBe(a => a.Status == HttpStatusCode.BadGateway && a.Member("error") == "payment service unavailable");
        await _lab.AgreeAsync(customer);
        await _lab.HealthyAsync();
    }

    private async Task WatchCircuitAsync(ConcurrentDictionary<string, bool> seen, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            foreach (var circuit in await CircuitsAsync()) seen.TryAdd(circuit, true);
            try
            {
                await Task.Delay(10, stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task<string[]> CircuitsAsync()
    {
        var circuits = new List<string>();
        foreach (var instance in (string[])["web-1", "web-2"])
        {
            using var client = _lab.ClientOf(instance);
            var health = await client.JsonAsync("/health?detail=true");
            circuits.Add(health.GetProperty("dependencies").GetProperty("payment").GetProperty("circuit").GetString()!);
        }

        return [.. circuits];
    }
}
