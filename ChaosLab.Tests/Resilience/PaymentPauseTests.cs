using System.Collections.Concurrent;
using System.Net;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Resilience;

/// <summary>Row A8: payment is frozen for 30 s; callers time out, the breaker opens, half-opens, and closes after the resume.</summary>
[Collection(SharedLabDefinition.Name)]
public sealed class PaymentPauseTests(SharedLab shared)
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
        var slowest = TimeSpan.Zero;
        while (!pause.IsCompleted)
        {
            var answer = await _lab.Gateway.BuyAsync(customer: customer);
            if (answer.Status != HttpStatusCode.OK)
            {
                answer.Status.ShouldBe(HttpStatusCode.BadGateway);
                answer.Member("error").ShouldBe("payment service unavailable");
            }

            if (answer.Took > slowest) slowest = answer.Took;
        }

        (await pause).Success.ShouldBeTrue((await pause).Message);
        await _lab.Gateway.BuyUntilOkAsync(TimeSpan.FromSeconds(30));
        await Eventually.BeTrueAsync("a closed circuit after the resume",
            async _ => (await CircuitsAsync()).All(c => c == "closed"), TimeSpan.FromSeconds(60));
        await done.CancelAsync();
        await watch;

        circuits.Keys.ShouldContain("open");
        circuits.Keys.ShouldContain("half-open");
        slowest.ShouldBeLessThan(TimeSpan.FromSeconds(10), "callers of a frozen payment must time out");
        await Eventually.BeAsync("orders and charges that agree", _ => _lab.DisagreementsAsync(customer),
            wrong => wrong.Length == 0, TimeSpan.FromSeconds(60));
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
