using System.Diagnostics;
using System.Net;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Shop;

/// <summary>Who is in the gateway's rotation. The profile is naive, so that what is killed stays dead until the test has looked.</summary>
[Collection(NaiveLabDefinition.Name)]
public sealed class GatewayTests(NaiveLab shared, ITestOutputHelper output)
{
    private readonly Lab _lab = shared.Lab;

    [Fact]
    public async Task A_dead_instance_leaves_the_rotation_and_rejoins()
    {
        await _lab.SettleAsync();
        await BecomesAsync("web-1", "UP");

        var clock = Stopwatch.StartNew();
        var kill = _lab.PressAsync("web-1", "kill");
        await BecomesAsync("web-1", "DOWN");
        output.WriteLine($"web-1 left the rotation {clock.ElapsedMilliseconds} ms after the kill (promised on a quiet machine: 2000 ms).");
        (await _lab.ServersAsync("web"))["web-2"].Status.ShouldStartWith("UP");
        for (var i = 0; i < 20; i++)
        {
            using var answer = await _lab.Gateway.GetAsync("/alive");
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await _lab.PressOkAsync("web-1", "start");
        await BecomesAsync("web-1", "UP");
        await kill;
    }

    [Fact]
    public async Task A_degraded_instance_stays_in()
    {
        await _lab.SettleAsync();
        string[] instances = ["web-1", "web-2"];
        foreach (var web in instances) await BecomesAsync(web, "UP");
        var before = await _lab.ServersAsync("web");
        await _lab.PressOkAsync("cache", "stop");
        try
        {
            foreach (var web in instances)
            {
                using var client = _lab.ClientOf(web);
                await Eventually.BeAsync($"a degraded {web}", ct => client.GetStringAsync("/health", ct),
                    body => body.StartsWith("""{"status":"degraded""", StringComparison.Ordinal));
            }

            // The gateway asks twice a second: it has seen them degraded several times by then.
            var since = await _lab.ServersAsync("web");
            await Eventually.BeTrueAsync("three seconds of the gateway", async ct =>
            {
                var now = await _lab.ServersAsync("web", ct);
                return instances.All(web => now[web].Unchanged >= since[web].Unchanged + 3);
            });
            var after = await _lab.ServersAsync("web");
            instances.Select(web => (after[web].Status, after[web].Downs)).ShouldBe(instances.Select(web => ("UP", before[web].Downs)));
        }
        finally
        {
            await _lab.RestoreAsync();
        }
    }

    // "UP 1/2" is on its way down, and "DOWN 1/2" on its way up.
    private Task<string> BecomesAsync(string server, string state)
        => Eventually.BeAsync($"{server} {state}", async ct => (await _lab.ServersAsync("web", ct))[server].Status, seen => seen == state);
}
