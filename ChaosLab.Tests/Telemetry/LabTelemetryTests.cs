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

        // What services say at their start is gone when they are ready before the store. Payment says when it does not know a customer, once in 5 s.
        await Eventually.BeAsync(
            "more logs",
            async _ =>
            {
                await _lab.Gateway.BuyAsync(customer: Guid.NewGuid().ToString("N"));
                return (await ReceivedAsync(chaos))["logs"];
            },
            logs => logs > before["logs"], every: TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("outage")]
    [InlineData("http-error")]
    public async Task A_failed_purchase_shows_which_fault_it_drew(string kind)
    {
        using var chaos = _lab.ClientOf("chaos");
        var fault = await _lab.InjectFeltAsync(kind, "payment");
        try
        {
            await Eventually.BeTrueAsync("a purchase that fails", async _ => (await _lab.Gateway.BuyAsync()).Status == HttpStatusCode.BadGateway);

            var trace = await Eventually.BeAsync(
                "the trace of a failed purchase",
                async _ => (await chaos.JsonAsync($"/api/traces?fault={fault.Record.Id}")).EnumerateArray()
                    .FirstOrDefault(trace => trace.GetProperty("name").GetString()!.Contains("/purchase", StringComparison.Ordinal)),
                trace => trace.ValueKind == System.Text.Json.JsonValueKind.Object);

            trace.GetProperty("services").EnumerateArray().Select(service => service.GetString()).ShouldContain("payment");
            var spans = (await chaos.JsonAsync($"/api/traces/{trace.GetProperty("traceId").GetString()}")).GetProperty("spans").EnumerateArray().ToArray();
            var hit = spans.First(span => span.TryGetProperty("fault", out var id) && id.GetString() == fault.Record.Id);
            hit.GetProperty("service").GetString().ShouldBe("payment");
            hit.GetProperty("events").EnumerateArray().Select(happened => happened.GetProperty("name").GetString()).ShouldContain("chaoslab.fault");
            await Eventually.BeTrueAsync("the log of the hit", async _ => (await chaos.JsonAsync($"/api/logs?fault={fault.Record.Id}")).GetArrayLength() > 0);

            // The lab's canary met the fault many times more; it is no customer. What web tells of a customer's trace may come after what payment tells.
            await Eventually.BeAsync(
                "all traces of the fault begin with a customer",
                async _ => (await chaos.JsonAsync($"/api/traces?fault={fault.Record.Id}")).EnumerateArray().Select(one => one.GetProperty("service").GetString()).ToArray(),
                services => services.Length > 0 && services.All(service => service!.StartsWith("web-", StringComparison.Ordinal)));
        }
        finally
        {
            await fault.RemoveAsync();
        }
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
