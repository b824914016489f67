extern alias hosting;

using System.Net;
using Aspire.Hosting.ApplicationModel;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Guard;
using ChaosLab.Hosting.Infrastructure.Postgres;
using ChaosLab.Hosting.Infrastructure.Redis;
using ChaosLab.Hosting.Restoring;
using ChaosLab.Tests.Support;
using hosting::ChaosLab.Hosting.Bridge.Wire;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Faults;

/// <summary>Faults on Redis and Postgres, as a customer of the shop sees them, and their complete removal.</summary>
[Collection(SharedLabDefinition.Name)]
public sealed class StoreFaultTests(SharedLab shared) : IAsyncLifetime
{
    private const string PostgresAway = """{"error":"orders unavailable","dependency":"postgres"}""";

    private readonly Lab _lab = shared.Lab;

    public async ValueTask InitializeAsync() => await _lab.RestoreAsync();

    public async ValueTask DisposeAsync() => await _lab.RestoreAsync();

    [Fact]
    public async Task Postgres_read_only_refuses_purchases_and_still_lists_orders()
    {
        var order = (await _lab.Gateway.BuyAsync()).Member("orderId")!;
        await _lab.PressOkAsync("postgres", "pg-read-only");
        await Eventually.BeAsync("a refused purchase", _ => _lab.Gateway.BuyAsync(), answer => answer.Body == PostgresAway);

        for (var i = 0; i < 30; i++)
        {
            var refused = await _lab.Gateway.BuyAsync();
            refused.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            refused.Body.ShouldBe(PostgresAway);
        }

        (await _lab.Gateway.JsonAsync($"/orders/{order}")).GetProperty("status").GetString().ShouldBe("paid");
        using var web = _lab.ClientOf("web-1");
        await Eventually.BeAsync("a degraded web", ct => web.GetStringAsync("/health", ct),
            body => body.Contains("postgres", StringComparison.Ordinal));

        await _lab.PressOkAsync("postgres", "remove-faults");
        await _lab.Gateway.BuyUntilOkAsync();
        await _lab.HealthyAsync();
    }

    [Fact]
    public async Task All_connections_of_Postgres_taken_is_a_clear_503()
    {
        await _lab.Gateway.GetStringAsync("/products");
        await _lab.PressOkAsync("postgres", "pg-pool");
        await Eventually.BeAsync("a refused purchase", _ => _lab.Gateway.BuyAsync(), answer => answer.Body == PostgresAway);
        using var products = await _lab.Gateway.GetAsync("/products");
        products.StatusCode.ShouldBe(HttpStatusCode.OK, "browsing goes on from copies");

        await _lab.PressOkAsync("postgres", "remove-faults");
        await _lab.Gateway.BuyUntilOkAsync();
    }

    [Fact]
    public async Task A_locked_table_keeps_orders_waiting_but_not_customers()
    {
        await _lab.Gateway.GetStringAsync("/products");
        await _lab.PressOkAsync("postgres", "pg-lock", ("table", "orders"));
        var answer = await _lab.Gateway.BuyAsync();
        answer.Body.ShouldBe(PostgresAway);
        answer.Took.ShouldBeLessThan(TimeSpan.FromSeconds(20));
        using var products = await _lab.Gateway.GetAsync("/products");
        products.StatusCode.ShouldBe(HttpStatusCode.OK, "the catalogue has a table of its own");

        await _lab.RestoreAsync();
        await _lab.Gateway.BuyUntilOkAsync();
    }

    [Theory]
    [InlineData("orders; DROP TABLE orders", null, "no name of a table")]
    [InlineData("nothing_here", null, "no table 'nothing_here'")]
    [InlineData("orders", "elsewhere", "no database 'elsewhere'")]
    public async Task A_table_that_cannot_be_locked_is_told(string table, string? database, string reason)
    {
        var answer = await _lab.PressAsync("postgres", "pg-lock", [("table", table), .. database is null ? [] : new[] { ("database", database) }]);
        answer.Success.ShouldBeFalse();
        answer.Message.ShouldNotBeNull().ShouldContain(reason);
    }

    [Fact]
    public async Task Terminated_backends_of_Postgres_are_replaced_without_a_restart()
    {
        var web = (await _lab.PidAsync("web-1"), await _lab.PidAsync("web-2"));
        for (var i = 0; i < 5; i++) await _lab.Gateway.BuyAsync();

        var told = await _lab.PressAsync("postgres", "pg-terminate");
        told.Success.ShouldBeTrue(told.Message);
        told.Message.ShouldNotBeNull().ShouldContain("sessions of postgres");

        await _lab.Gateway.BuyUntilOkAsync();
        (await _lab.PidAsync("web-1"), await _lab.PidAsync("web-2")).ShouldBe(web);
    }

    [Fact]
    public async Task A_session_of_one_s_own_with_Postgres_is_ended_with_the_others()
    {
        var address = new NpgsqlConnectionStringBuilder(await AddressAsync("ordersdb")) { Pooling = false }.ConnectionString;
        await using var session = new NpgsqlConnection(address);
        await session.OpenAsync();
        await using var question = new NpgsqlCommand("SELECT 1", session);
        (await question.ExecuteScalarAsync()).ShouldBe(1);

        await _lab.PressOkAsync("postgres", "pg-terminate");

        await Should.ThrowAsync<NpgsqlException>(() => question.ExecuteScalarAsync());
        await using var next = new NpgsqlConnection(address);
        await next.OpenAsync();
        await using var again = new NpgsqlCommand("SELECT 1", next);
        (await again.ExecuteScalarAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_connection_of_one_s_own_with_Redis_is_closed_with_the_others()
    {
        await using var own = await OpenRedisAsync();
        (await own.AskAsync(CancellationToken.None, "PING")).ShouldBe(["PONG"]);

        await _lab.PressOkAsync("cache", "redis-clients");

        await Should.ThrowAsync<IOException>(() => own.AskAsync(CancellationToken.None, "PING"));
        await using var next = await OpenRedisAsync();
        (await next.AskAsync(CancellationToken.None, "PING")).ShouldBe(["PONG"]);
    }

    [Fact]
    public async Task A_key_of_one_s_own_is_gone_after_a_flush()
    {
        var key = $"test:{Guid.NewGuid():N}";
        await using var own = await OpenRedisAsync();
        await own.AskAsync(CancellationToken.None, "SET", key, "kept");
        (await own.AskAsync(CancellationToken.None, "GET", key)).ShouldBe(["kept"]);

        await _lab.PressOkAsync("cache", "redis-flush");

        (await own.AskAsync(CancellationToken.None, "GET", key)).ShouldBe([null]);
        await own.AskAsync(CancellationToken.None, "SET", key, "again");
        (await own.AskAsync(CancellationToken.None, "GET", key)).ShouldBe(["again"]);
        await own.AskAsync(CancellationToken.None, "DEL", key);
    }

    [Fact]
    public async Task A_write_of_one_s_own_is_refused_at_the_memory_limit_and_reads_are_answered()
    {
        var key = $"test:{Guid.NewGuid():N}";
        await using var own = await OpenRedisAsync();
        await own.AskAsync(CancellationToken.None, "SET", key, "before");

        await _lab.PressOkAsync("cache", "redis-memory");

        (await Should.ThrowAsync<RedisErrorException>(() => own.AskAsync(CancellationToken.None, "SET", key, "during"))).Code.ShouldBe("OOM");
        (await own.AskAsync(CancellationToken.None, "GET", key)).ShouldBe(["before"]);

        await _lab.PressOkAsync("cache", "remove-faults");
        await own.AskAsync(CancellationToken.None, "SET", key, "after");
        (await own.AskAsync(CancellationToken.None, "GET", key)).ShouldBe(["after"]);
        await own.AskAsync(CancellationToken.None, "DEL", key);
    }

    [Fact]
    public async Task Redis_flushed_tells_what_was_lost_and_purchases_go_on()
    {
        await _lab.Gateway.BuyAsync();
        await _lab.Gateway.GetStringAsync("/products");

        var told = await _lab.PressAsync("cache", "redis-flush");
        told.Success.ShouldBeTrue(told.Message);
        told.Message.ShouldNotBeNull().ShouldMatch(@"[1-9][0-9]* keys lost");

        await AnalyticsCountAsync(() => BuyOkAsync(5));
    }

    [Fact]
    public async Task Redis_at_its_memory_limit_costs_no_purchase_and_no_event()
    {
        await AnalyticsCountAsync(async () =>
        {
            await _lab.PressOkAsync("cache", "redis-memory");
            await BuyOkAsync(10);
            using var products = await _lab.Gateway.GetAsync("/products");
            products.StatusCode.ShouldBe(HttpStatusCode.OK);
            await _lab.PressOkAsync("cache", "remove-faults");
        });
    }

    [Fact]
    public async Task Redis_clients_killed_connect_again()
    {
        var told = await _lab.PressAsync("cache", "redis-clients");
        told.Success.ShouldBeTrue(told.Message);
        told.Message.ShouldNotBeNull().ShouldContain("connections of cache");
        await AnalyticsCountAsync(() => BuyOkAsync(5));
    }

    [Fact]
    public async Task Postgres_without_its_data_comes_back_empty_and_what_was_lost_is_told()
    {
        var web = (await _lab.PidAsync("web-1"), await _lab.PidAsync("web-2"), await _lab.PidAsync("catalog"));
        var order = (await _lab.Gateway.BuyAsync()).Member("orderId")!;
        await _lab.Gateway.GetStringAsync("/products");

        var told = await _lab.PressAsync("postgres", "volume-removed");
        told.Success.ShouldBeTrue(told.Message);
        told.Message.ShouldNotBeNull().ShouldMatch(@"ordersdb: .*[1-9][0-9]* rows of orders");
        (await _lab.Gateway.BuyAsync()).Body.ShouldBe(PostgresAway);
        using var products = await _lab.Gateway.GetAsync("/products");
        products.StatusCode.ShouldBe(HttpStatusCode.OK, "browsing goes on from copies");

        await _lab.RestoreAsync();
        await _lab.Gateway.BuyUntilOkAsync();
        using var lost = await _lab.Gateway.GetAsync($"/orders/{order}");
        lost.StatusCode.ShouldBe(HttpStatusCode.NotFound, "the order was acknowledged, and is lost");
        using var catalog = _lab.ClientOf("catalog");
        await Eventually.BeAsync("products", ct => catalog.GetStringAsync("/search?q=" + Guid.NewGuid().ToString("N")[..6], ct), _ => true);
        (await _lab.PidAsync("web-1"), await _lab.PidAsync("web-2"), await _lab.PidAsync("catalog")).ShouldBe(web);
    }

    [Theory]
    [InlineData("halt")]
    [InlineData("remove")]
    public async Task Data_that_is_still_being_counted_when_the_fault_is_to_end_is_not_deleted(string by)
    {
        var order = (await _lab.Gateway.BuyAsync()).Member("orderId")!;
        var pid = await _lab.PidAsync("postgres");
        var postgres = PostgresServer.Of(_lab.App.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(resource => resource.Name == "postgres"));
        var locked = await _lab.InjectFeltAsync("pg-lock", "postgres", ("table", "orders"));

        // It cannot count the rows of a table that is locked, and waits.
        var removal = _lab.Inject("volume-removed", "postgres");
        await Eventually.BeTrueAsync("it waits for the table", async ct => await postgres.AskAsync(
            PostgresServer.Maintenance, "test", "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'chaoslab-contents' AND wait_event_type = 'Lock'", ct) is 1L);
        if (by == "halt") (await _lab.App.Services.GetRequiredService<LabHalt>().HaltAsync(new HaltRequest("enough"))).Problems.ShouldBeEmpty();
        else await FaultRunner.LiftAsync(removal, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
        _lab.App.Services.GetRequiredService<HaltSwitch>().Release();

        removal.Record.State.ShouldBe(FaultState.NoEffect, removal.Record.Message);
        removal.Record.ActedAt.ShouldBeNull();
        if (by == "remove") await locked.RemoveAsync();
        await _lab.HealthyAsync();
        (await _lab.PidAsync("postgres")).ShouldBe(pid);
        (await _lab.Gateway.JsonAsync($"/orders/{order}")).GetProperty("status").GetString().ShouldBe("paid");
    }

    [Fact]
    public async Task Redis_without_its_data_comes_back_empty_and_purchases_never_stop()
    {
        await _lab.Gateway.BuyAsync();
        var told = await _lab.PressAsync("cache", "volume-removed");
        told.Success.ShouldBeTrue(told.Message);
        told.Message.ShouldNotBeNull().ShouldMatch(@"lost: [1-9][0-9]* keys");
        await BuyOkAsync(5);

        await _lab.RestoreAsync();
        await AnalyticsCountAsync(() => BuyOkAsync(5));
    }

    // Past every edge, and past every client of the shop.
    private async Task<RedisConnection> OpenRedisAsync()
        => await RedisConnection.OpenAsync(RedisPing.Parse(await AddressAsync("cache")), CancellationToken.None);

    private async Task<string> AddressAsync(string resource)
        => (await ((IResourceWithConnectionString)_lab.App.Services.GetRequiredService<DistributedApplicationModel>().Resources
            .Single(known => known.Name == resource)).GetConnectionStringAsync())!;

    private async Task BuyOkAsync(int count)
    {
        for (var i = 0; i < count; i++) (await _lab.Gateway.BuyAsync()).Status.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Waits until analytics has counted five orders more than before.</summary>
    private async Task AnalyticsCountAsync(Func<Task> act)
    {
        using var analytics = _lab.ClientOf("analytics");
        var before = (await analytics.JsonAsync("/stats")).GetProperty("orders").GetInt64();
        await act();
        await Eventually.BeAsync("the orders in /stats", _ => analytics.JsonAsync("/stats"),
            stats => stats.GetProperty("orders").GetInt64() >= before + 5);
    }
}
