using System.Net;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Telemetry;

/// <summary>The shop's telemetry in the chaos service, over its edges.</summary>
[Collection(SharedLabDefinition.Name)]
public sealed class LabTelemetryTests(SharedLab shared) : SharedLabTest(shared)
{
    private readonly Lab _lab = shared.Lab;

    [Fact]
    public async Task All_three_signals_arrive()
    {
        using var chaos = _lab.ClientOf("chaos");
        var before = await ReceivedAsync(chaos);

        (await _lab.Gateway.BuyUntilOkAsync()).Status.ShouldBe(HttpStatusCode.OK);

        foreach (var signal in (string[])["spans", "metricPoints"])
            await Eventually.BeTrueAsync($"more {signal}", async _ => (await ReceivedAsync(chaos))[signal] > before[signal]);
        (await ReceivedAsync(chaos))["logs"].ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_shop_that_cannot_reach_the_store_sells_on()
    {
        var fault = await _lab.InjectFeltAsync("down", "web->chaos");
        try
        {
            for (var i = 0; i < 20; i++) (await _lab.Gateway.BuyAsync(key: Guid.NewGuid().ToString("N"))).Status.ShouldBe(HttpStatusCode.OK);
        }
        finally
        {
            await fault.RemoveAsync();
        }
    }

    private static async Task<Dictionary<string, long>> ReceivedAsync(HttpClient chaos)
        => (await chaos.JsonAsync("/api/telemetry")).EnumerateObject().ToDictionary(s => s.Name, s => s.Value.GetProperty("received").GetInt64());
}
