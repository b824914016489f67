using System.Net;
using ChaosLab.Tests.Ledger;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Resilience;

/// <summary>Row B7: without the patterns the same faults hurt, which is what the patterns are for.</summary>
[Collection(NaiveLabDefinition.Name)]
public sealed class NaiveProfileTests(NaiveLab shared)
{
    private readonly Lab _lab = shared.Lab;

    [Fact]
    public async Task Naive_shop_fails_where_the_resilient_one_goes_on_and_is_not_restarted()
    {
        await _lab.SettleAsync();
        (await _lab.Gateway.BuyAsync()).Status.ShouldBe(HttpStatusCode.OK);

        await _lab.PressOkAsync("cache", "stop");
        (await _lab.Gateway.BuyAsync()).Status.ShouldNotBe(HttpStatusCode.OK);
        await _lab.RestoreAsync();

        var kill = await _lab.PressAsync("analytics", "kill");
        kill.Success.ShouldBeFalse("nothing restarts a naive service");
        var state = (await _lab.SnapshotAsync("analytics")).State?.Text;
        state.ShouldBeOneOf("Finished", "Exited");
        await _lab.RestoreAsync();
    }

    [Fact]
    public async Task A_crash_loop_that_nobody_restarts_ends_with_a_start()
    {
        await _lab.SettleAsync();

        var run = await _lab.InjectFeltAsync("crash-loop", "analytics", ("after", "0"));
        await Eventually.BeAsync("a dead analytics", _ => _lab.SnapshotAsync("analytics"), snapshot => snapshot.State?.Text is "Finished" or "Exited");
        await run.RemoveAsync();

        (await _lab.SnapshotAsync("analytics")).State?.Text.ShouldBe("Running");
        await _lab.HealthyAsync();
    }

    [Fact]
    public async Task Naive_shop_never_counts_what_Redis_lost_and_the_ledger_says_so()
    {
        await _lab.SettleAsync();
        var purchases = new LabPurchases(_lab);
        await purchases.BuyOkAsync(1);
        await purchases.ShouldBeRightAsync();

        await LostEvents.MakeAsync(_lab, purchases);
        await purchases.BuyOkAsync(1);

        (await purchases.SettleAsync(TimeSpan.FromSeconds(10))).Stale.Count.ShouldBe(5);
    }
}
