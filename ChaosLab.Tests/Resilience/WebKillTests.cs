using System.Collections.Concurrent;
using System.Net;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Resilience;

/// <summary>Row D2 and C1: one instance is killed under load; the customer does not notice.</summary>
[Collection(SharedLabDefinition.Name)]
public sealed class WebKillTests(SharedLab shared) : SharedLabTest(shared)
{
    private readonly Lab _lab = shared.Lab;

    [Fact]
    public async Task Web_killed_under_load_fails_no_purchase_and_is_back_within_30_s()
    {
        var customer = "webkill-" + Guid.NewGuid().ToString("N");
        var pid = await _lab.PidAsync("web-1");
        var answers = new ConcurrentBag<PurchaseAnswer>();
        using var done = new CancellationTokenSource();
        var buyers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested && answers.Count < 450)
                answers.Add(await _lab.Gateway.BuyAsync(Guid.NewGuid().ToString(), customer: customer));
        })).ToArray();

        await Eventually.BeTrueAsync("load", () => answers.Count > 20, TimeSpan.FromSeconds(90));
        var kill = await _lab.PressAsync("web-1", "kill");
        await done.CancelAsync();
        await Task.WhenAll(buyers);

        kill.Success.ShouldBeTrue(kill.Message);
        kill.Message.ShouldNotBeNull().ShouldContain("recovered");
        answers.Where(a => a.Status != HttpStatusCode.OK).Select(a => $"{(int)a.Status} {a.Body}").ShouldBeEmpty();
        (await _lab.PidAsync("web-1")).ShouldNotBe(pid);
        answers.Select(a => a.Member("orderId")).Distinct().Count().ShouldBe(answers.Count);
        await _lab.AgreeAsync(customer);
        await _lab.HealthyAsync();
    }
}
