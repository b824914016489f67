using System.Net;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Resilience;

[Collection(SharedLabDefinition.Name)]
public sealed class PostgresTests(SharedLab shared) : SharedLabTest(shared)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4.5);

    private readonly Lab _lab = shared.Lab;

    [Fact]
    public async Task Postgres_stopped_is_a_clear_503_and_web_recovers_without_a_restart()
    {
        var web = (await _lab.PidAsync("web-1"), await _lab.PidAsync("web-2"));
        await _lab.Gateway.GetStringAsync("/products");
        await _lab.PressOkAsync("postgres", "stop");
        try
        {
            for (var i = 0; i < 20; i++)
            {
                var answer = await _lab.Gateway.BuyAsync();
                answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
                answer.Body.ShouldBe("""{"error":"orders unavailable","dependency":"postgres"}""");
            }

            using var products = await _lab.Gateway.GetAsync("/products");
            products.StatusCode.ShouldBe(HttpStatusCode.OK, "browsing goes on from stale copies");
        }
        finally
        {
            await _lab.RestoreAsync();
        }

        await _lab.Gateway.BuyUntilOkAsync();
        (await _lab.PidAsync("web-1"), await _lab.PidAsync("web-2")).ShouldBe(web);
    }

    /// <summary>Calls that are cut off by the dozen keep workers of Npgsql's busy; nobody else may have to wait for them.</summary>
    [Fact]
    public async Task Postgres_cut_off_keeps_no_customer_waiting()
    {
        // Starved workers make every partition slow; a machine that is busy for a moment makes one.
        var slowest = await SlowestAnswerWhileCutOffAsync();
        for (var again = 0; again < 2 && slowest >= Patience; again++) slowest = await SlowestAnswerWhileCutOffAsync();

        slowest.ShouldBeLessThan(Patience, "the time-out is 1.5 s; with starved workers it was 5 to 7 s");
    }

    [Fact]
    public async Task Postgres_killed_comes_back_by_itself_and_no_acknowledged_order_is_lost()
    {
        var customer = "pgkill-" + Guid.NewGuid().ToString("N");
        var acknowledged = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            var answer = await _lab.Gateway.BuyAsync(key: Guid.NewGuid().ToString("N"), customer: customer);
            answer.Status.ShouldBe(HttpStatusCode.OK, answer.Body);
            acknowledged.Add(answer.Member("orderId")!);
        }

        var kill = _lab.PressAsync("postgres", "kill");
        while (!kill.IsCompleted)
        {
            var answer = await _lab.Gateway.BuyAsync(customer: customer);
            if (answer.Status == HttpStatusCode.OK) acknowledged.Add(answer.Member("orderId")!);
            else answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable, answer.Body);
        }

        (await kill).Success.ShouldBeTrue((await kill).Message);
        await _lab.HealthyAsync();
        var orders = (await _lab.Gateway.JsonAsync($"/orders?customer={customer}&limit=500")).GetProperty("orders");
        var paid = orders.EnumerateArray().Where(o => o.GetProperty("status").GetString() == "paid")
            .Select(o => o.GetProperty("orderId").GetString()!).ToHashSet();
        acknowledged.ShouldAllBe(id => paid.Contains(id));
        await _lab.AgreeAsync(customer);
        await _lab.HealthyAsync();
    }

    private async Task<TimeSpan> SlowestAnswerWhileCutOffAsync()
    {
        var partition = await _lab.InjectFeltAsync("partition", "postgres");
        PurchaseAnswer[] answers;
        try
        {
            var waves = new List<Task<PurchaseAnswer>>();
            for (var wave = 0; wave < 30; wave++)
            {
                waves.AddRange(Enumerable.Range(0, 4).Select(_ => _lab.Gateway.BuyAsync()));
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }

            answers = await Task.WhenAll(waves);
        }
        finally
        {
            await partition.RemoveAsync();
        }

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.ServiceUnavailable);
        await _lab.Gateway.BuyUntilOkAsync();
        return answers.Max(answer => answer.Took);
    }
}
