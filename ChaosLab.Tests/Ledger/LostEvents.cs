using ChaosLab.Tests.Support;

namespace ChaosLab.Tests.Ledger;

/// <summary>Makes Redis lose events that the outbox has sent and analytics has not read.</summary>
internal static class LostEvents
{
    public static async Task MakeAsync(Lab lab, LabPurchases purchases)
    {
        var cut = await lab.InjectFeltAsync("partition", "analytics->cache");
        foreach (var order in await purchases.BuyOkAsync(5)) await purchases.EventOfAsync(order);
        await lab.PressOkAsync("cache", "redis-flush");
        await cut.RemoveAsync();
    }
}
