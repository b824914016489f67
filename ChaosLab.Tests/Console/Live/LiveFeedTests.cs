using System.Net;
using System.Text.Json;
using ChaosLab.ChaosController.Console.Live;
using ChaosLab.Tests.Running;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Console.Live;

/// <summary>The live state of a service whose AppHost answers by a script.</summary>
public sealed class LiveFeedTests : IAsyncLifetime
{
    private RunningService _service = null!;

    public async ValueTask InitializeAsync() => _service = await RunningService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task What_the_apphost_says_has_changed_is_read_again_and_told()
    {
        using var page = await LiveClient.OpenAsync(_service.Client);
        StateOfWeb((await page.SnapshotAsync()).GetProperty("resources")).ShouldBe("Running");

        _service.Bridge.Web = ("Finished", null);
        _service.Bridge.Announce("resources");

        await page.UntilAsync("web-1 has ended", "resources", resources => StateOfWeb(resources) == "Finished");
    }

    [Fact]
    public async Task Several_pages_share_what_is_read()
    {
        using var first = await LiveClient.OpenAsync(_service.Client);
        await first.SnapshotAsync();
        using var second = await LiveClient.OpenAsync(_service.Client);
        await second.SnapshotAsync();

        _service.Bridge.ChangeReaders.ShouldBe(1);
        _service.Bridge.IsHalted = true;
        _service.Bridge.Announce("halt");
        foreach (var page in (LiveClient[])[first, second])
            await page.UntilAsync("the halt", "halt", halt => halt.GetProperty("halted").GetBoolean());
    }

    [Fact]
    public async Task When_nobody_watches_the_apphost_is_left_alone()
    {
        using (var page = await LiveClient.OpenAsync(_service.Client)) await page.SnapshotAsync();

        await Eventually.BeTrueAsync("no reader of changes", () => _service.Bridge.ChangeReaders == 0);
    }

    [Fact]
    public async Task An_apphost_that_goes_away_is_told_and_comes_back()
    {
        using var page = await LiveClient.OpenAsync(_service.Client);
        await page.SnapshotAsync();

        _service.Bridge.IsSilent = true;
        _service.Bridge.Announce("resources");

        var away = await page.UntilAsync("the AppHost is away", "bridge", bridge => !bridge.GetProperty("reachable").GetBoolean());
        away.GetProperty("reason").GetString().ShouldNotBeNullOrEmpty();
        _service.Bridge.IsSilent = false;
        await page.UntilAsync("the AppHost is back", "bridge", bridge => bridge.GetProperty("reachable").GetBoolean());
    }

    [Fact]
    public async Task While_nothing_is_known_a_page_is_told_why()
    {
        _service.Bridge.IsSilent = true;
        using var page = await LiveClient.OpenAsync(_service.Client);
        using var limit = new CancellationTokenSource(Eventually.Limit);

        var (name, data) = await page.NextAsync(limit.Token);

        name.ShouldBe("ping");
        data.GetProperty("bridge").GetProperty("reachable").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task The_dependencies_are_what_services_say_themselves()
    {
        _service.Bridge.ShopHealth = """{"status":"degraded","dependencies":{"payment":{"status":"unavailable","circuit":"open","critical":true}}}""";
        using var page = await LiveClient.OpenAsync(_service.Client);

        var told = (await page.SnapshotAsync()).GetProperty("dependencies");
        if (told.GetArrayLength() == 0) told = await page.UntilAsync("the dependencies", "dependencies", all => all.GetArrayLength() > 0);

        told.EnumerateArray().Select(entry => (entry.GetProperty("service").GetString(), entry.GetProperty("circuit").GetString()))
            .ShouldBe([("web-1", "open"), ("payment", "open")]);
    }

    [Fact]
    public async Task There_is_a_place_for_a_bounded_number_of_pages()
    {
        var pages = new List<LiveClient>();
        try
        {
            for (var i = 0; i < LiveFeed.MostWatchers; i++) pages.Add(await LiveClient.OpenAsync(_service.Client));

            using var refused = await _service.Client.GetAsync("/api/live");

            refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            refused.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        }
        finally
        {
            foreach (var page in pages) page.Dispose();
        }
    }

    [Fact]
    public async Task A_service_that_stops_ends_the_stream()
    {
        using var page = await LiveClient.OpenAsync(_service.Client);
        await page.SnapshotAsync();

        await _service.StopAsync();

        await Should.ThrowAsync<EndOfStreamException>(() => page.UntilAsync("nothing", "no such part", _ => true));
    }

    [Fact]
    public async Task The_environment_of_a_resource_comes_from_the_bridge()
        => (await _service.Client.GetStringAsync("/api/resources/web-1")).ShouldContain("""{"name":"Lab__Token","value":"***","masked":true}""");

    private static string? StateOfWeb(JsonElement resources)
        => resources.EnumerateArray().Single(resource => resource.GetProperty("name").GetString() == "web-1").GetProperty("state").GetString();
}
