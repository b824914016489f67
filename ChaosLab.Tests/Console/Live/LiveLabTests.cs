extern alias hosting;

using System.Text.Json;
using ChaosLab.Hosting.Resources;
using ChaosLab.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Console.Live;

/// <summary>What a page that is open sees of a running lab.</summary>
[Collection(SharedLabDefinition.Name)]
public sealed class LiveLabTests(SharedLab shared) : SharedLabTest(shared)
{
    private readonly Lab _lab = shared.Lab;

    [Fact]
    public async Task The_first_event_is_the_whole_state()
    {
        using var chaos = _lab.ClientOf("chaos");
        using var page = await LiveClient.OpenAsync(chaos);

        var snapshot = await page.SnapshotAsync();

        snapshot.GetProperty("lab").GetProperty("profile").GetString().ShouldBe("resilient");
        snapshot.GetProperty("bridge").GetProperty("reachable").GetBoolean().ShouldBeTrue();
        snapshot.GetProperty("halt").GetProperty("halted").GetBoolean().ShouldBeFalse();
        Named(snapshot.GetProperty("resources"), "web-1").GetProperty("state").GetString().ShouldBe("Running");
        foreach (var part in (string[])["edges", "dependencies", "traffic"])
        {
            if (snapshot.GetProperty(part).GetArrayLength() == 0) await page.UntilAsync(part, part, value => value.GetArrayLength() > 0);
        }
    }

    [Fact]
    public async Task A_fault_is_seen_on_its_edge_and_after_its_end()
    {
        using var chaos = _lab.ClientOf("chaos");
        using var page = await LiveClient.OpenAsync(chaos);
        await page.SnapshotAsync();

        var fault = _lab.Inject("latency", "web->payment", ("latency", "50"));
        try
        {
            await page.UntilAsync("the fault acts", "faults", faults => StateOf(faults, fault.Record.Id) == "active");
            await page.UntilAsync("the edge turns", "edges", edges => Named(edges, "web->payment").GetProperty("toxics").GetArrayLength() > 0);
        }
        finally
        {
            await fault.RemoveAsync();
        }

        await page.UntilAsync("the fault has ended", "faults", faults => StateOf(faults, fault.Record.Id) == "recovered");
        await page.UntilAsync("the edge is free", "edges", edges => Named(edges, "web->payment").GetProperty("toxics").GetArrayLength() == 0);
        using var later = await LiveClient.OpenAsync(chaos);
        StateOf((await later.SnapshotAsync()).GetProperty("faults"), fault.Record.Id).ShouldBe("recovered");
    }

    [Fact]
    public async Task A_killed_service_and_its_return_are_seen()
    {
        using var chaos = _lab.ClientOf("chaos");
        using var page = await LiveClient.OpenAsync(chaos);
        var before = Named((await page.SnapshotAsync()).GetProperty("resources"), "web-2");

        var fault = _lab.Inject("kill", "web-2");

        var down = Named(await page.UntilAsync("web-2 is down", "resources", all => Named(all, "web-2").GetProperty("state").GetString() != "Running"), "web-2");
        down.GetProperty("stopped").GetBoolean().ShouldBeFalse("nobody asked it to stop");
        var after = Named(await page.UntilAsync("web-2 is back", "resources", all => IsHealthy(Named(all, "web-2"))), "web-2");
        after.GetProperty("pid").GetInt32().ShouldNotBe(before.GetProperty("pid").GetInt32());
        after.GetProperty("restarts").GetInt32().ShouldBe(before.GetProperty("restarts").GetInt32() + 1);
        using var limit = new CancellationTokenSource(Eventually.Limit);
        await fault.WaitAsync(record => record.RecoveredAt is not null, limit.Token);
        await _lab.HealthyAsync();
    }

    [Fact]
    public async Task A_part_that_was_stopped_on_purpose_is_told_apart_from_one_that_died()
    {
        using var chaos = _lab.ClientOf("chaos");
        using var page = await LiveClient.OpenAsync(chaos);
        await page.SnapshotAsync();

        var fault = _lab.Inject("stop", "analytics");
        try
        {
            await page.UntilAsync("analytics is stopped", "resources", all => Named(all, "analytics").GetProperty("stopped").GetBoolean());
        }
        finally
        {
            await fault.RemoveAsync();
        }

        await page.UntilAsync("analytics runs", "resources", all => IsHealthy(Named(all, "analytics")) && !Named(all, "analytics").GetProperty("stopped").GetBoolean());
        await _lab.HealthyAsync();
    }

    [Fact]
    public async Task A_halt_is_seen_and_its_release()
    {
        using var chaos = _lab.ClientOf("chaos");
        using var page = await LiveClient.OpenAsync(chaos);
        await page.SnapshotAsync();
        var halt = _lab.App.Services.GetRequiredService<ChaosLab.Hosting.Faults.Guard.HaltSwitch>();

        halt.Halt(new hosting::ChaosLab.Hosting.Bridge.Wire.HaltRequest("a test wants it"));
        try
        {
            (await page.UntilAsync("the halt", "halt", status => status.GetProperty("halted").GetBoolean()))
                .GetProperty("reason").GetString().ShouldBe("a test wants it");
        }
        finally
        {
            halt.Release();
        }

        await page.UntilAsync("the release", "halt", status => !status.GetProperty("halted").GetBoolean());
    }

    [Fact]
    public async Task What_customers_do_is_counted_by_the_second()
    {
        using var chaos = _lab.ClientOf("chaos");
        using var page = await LiveClient.OpenAsync(chaos);
        await page.SnapshotAsync();

        for (var i = 0; i < 10; i++) await _lab.Gateway.BuyUntilOkAsync();

        var told = await page.UntilAsync(
            "requests with their latency", "traffic", seconds => seconds.EnumerateArray().Any(second => Requests(second) > 0 && second.TryGetProperty("p95", out _)));
        var second = told.EnumerateArray().First(second => Requests(second) > 0);
        second.GetProperty("source").GetString().ShouldBe("gateway");
        second.GetProperty("errors").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task A_resource_tells_its_environment_without_its_secrets()
    {
        using var chaos = _lab.ClientOf("chaos");

        foreach (var name in Lab.Shop)
        {
            var text = await chaos.GetStringAsync($"/api/resources/{name}");

            text.ShouldNotContain(_lab.App.Services.GetRequiredService<LabResource>().Token);
            JsonDocument.Parse(text).RootElement.GetProperty("status").GetProperty("name").GetString().ShouldBe(name);
        }

        var environment = (await chaos.JsonAsync("/api/resources/web-1")).GetProperty("environment");
        Named(environment, "Lab__Profile").GetProperty("value").GetString().ShouldBe("resilient");
        var token = Named(environment, "Lab__Token");
        (token.GetProperty("value").GetString(), token.GetProperty("masked").GetBoolean()).ShouldBe(("***", true));
        var orders = Named(environment, "ConnectionStrings__ordersdb").GetProperty("value").GetString()!;
        orders.ShouldContain("Host=");
        orders.ShouldContain("Password=***");
    }

    private static JsonElement Named(JsonElement list, string name) => list.EnumerateArray().Single(entry => entry.GetProperty("name").GetString() == name);

    private static string? StateOf(JsonElement faults, string id)
        => faults.EnumerateArray().Where(fault => fault.GetProperty("id").GetString() == id).Select(fault => fault.GetProperty("state").GetString()).SingleOrDefault();

    private static bool IsHealthy(JsonElement resource) => resource.TryGetProperty("health", out var health) && health.GetString() == "Healthy";

    private static long Requests(JsonElement second) => second.GetProperty("requests").GetInt64();
}
