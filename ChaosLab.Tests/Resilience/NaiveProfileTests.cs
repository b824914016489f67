using System.Net;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Resilience;

/// <summary>Row B7: without the patterns the same faults hurt, which is what the patterns are for.</summary>
public sealed class NaiveProfileTests
{
    [Fact]
    public async Task Naive_shop_fails_where_the_resilient_one_goes_on_and_is_not_restarted()
    {
        await using var lab = await Lab.StartAsync(["--Lab:Profile=naive"]);
        (await lab.Gateway.BuyAsync()).Status.ShouldBe(HttpStatusCode.OK);

        await lab.PressOkAsync("cache", "stop");
        (await lab.Gateway.BuyAsync()).Status.ShouldNotBe(HttpStatusCode.OK);
        await lab.RestoreAsync();

        var kill = await lab.PressAsync("analytics", "kill");
        kill.Success.ShouldBeFalse("nothing restarts a naive service");
        var state = (await lab.SnapshotAsync("analytics")).State?.Text;
        state.ShouldBeOneOf("Finished", "Exited");
        await lab.RestoreAsync();
    }
}
