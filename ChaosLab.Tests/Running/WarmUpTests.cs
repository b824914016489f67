using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChaosLab.Tests.Load;
using Shouldly;
using Xunit;
using static ChaosLab.Tests.Running.RunningService;

namespace ChaosLab.Tests.Running;

/// <summary>Load that goes before the load, in whole runs on a shop that answers as a test says.</summary>
public sealed class WarmUpTests : IAsyncLifetime
{
    private static readonly ReadOnlyMemory<byte> Sold = RawServer.Answer(200, """{"status":"success","orderId":"o-1","paymentId":"p-1"}""");

    private RunningService _service = null!;

    public async ValueTask InitializeAsync() => _service = await RunningService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task It_ends_when_the_shop_answers_as_usual_and_its_requests_count_nowhere()
    {
        await using var shop = RawServer.Always(Sold);

        var (run, record) = await RunAsync(shop, warmUp: "60s", purchases: 50);

        var journal = Journal(run);
        var warm = Array.FindIndex(journal, line => TextOf(line).StartsWith("Warm-up: the shop answers as usual after", StringComparison.Ordinal));
        journal.ShouldContain(line => TextOf(line) == "Warming up: 40/s that count nowhere, for at most 60.0 s.");
        warm.ShouldBeInRange(0, Array.FindIndex(journal, line => line.GetProperty("kind").GetString() == "loadStarted"));
        var due = record.GetProperty("load").GetProperty("total").GetProperty("due").GetInt32();
        (shop.Requests.Count - due).ShouldBeGreaterThanOrEqualTo(80, "two seconds at 40 per second, and not in the figures");

        // The keys of purchases begin with the load they are of; only the second one's are in the history.
        var prefixes = shop.Requests.Where(request => request.Target == "/purchase").Select(request => request.Fields["Idempotency-Key"])
            .Select(key => key[..key.LastIndexOf('-')]).Distinct().ToArray();
        prefixes.Length.ShouldBe(2);
        var history = await File.ReadAllTextAsync(Path.Combine(run.GetProperty("folder").GetString()!, "history.json"));
        history.ShouldContain(prefixes[1]);
        history.ShouldNotContain(prefixes[0]);
    }

    [Fact]
    public async Task A_shop_that_fails_is_warmed_up_no_longer_than_the_file_says()
    {
        await using var shop = RawServer.Always(RawServer.Answer(500));

        var (run, _) = await RunAsync(shop, warmUp: "3s");

        var note = Journal(run).Select(TextOf).Single(text => text.StartsWith("Warm-up", StringComparison.Ordinal));
        note.ShouldContain("does not answer as usual after");
        double.Parse(note.Split(' ')[9], CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(3, note);
    }

    [Fact]
    public async Task None_is_made_where_the_file_wants_none()
    {
        await using var shop = RawServer.Always(Sold);

        var (run, record) = await RunAsync(shop, warmUp: "0s");

        Journal(run).ShouldNotContain(line => TextOf(line).StartsWith("Warm", StringComparison.Ordinal));
        shop.Requests.Count.ShouldBe(record.GetProperty("load").GetProperty("total").GetProperty("due").GetInt32());
    }

    private static string TextOf(JsonElement line) => line.GetProperty("text").GetString()!;

    private async Task<(JsonElement Run, JsonElement Record)> RunAsync(RawServer shop, string warmUp, int purchases = 0)
    {
        _service.Bridge.GatewayUrl = shop.Url.ToString();
        var load = new JsonObject { ["rate"] = 40, ["warm-up"] = warmUp, ["lead"] = "1s", ["tail"] = "0s", ["mix"] = new JsonObject { ["browse"] = 50, ["purchase"] = purchases } };
        var run = await _service.BeginAsync(ShortExperiment.Of().WithLab("load", load).ToJsonString());
        return (run, await _service.EndAsync(run));
    }
}
