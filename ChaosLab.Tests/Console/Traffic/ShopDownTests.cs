using System.Net.Http.Json;
using System.Text.Json;
using ChaosLab.Tests.Console.Live;
using ChaosLab.Tests.Running;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Console.Traffic;

/// <summary>A shop that is down looks down, although nothing of it is left to count.</summary>
public sealed class ShopDownTests : IAsyncLifetime
{
    private RunningService _service = null!;

    public async ValueTask InitializeAsync() => _service = await RunningService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Every_request_of_a_load_on_a_gateway_that_is_gone_is_an_error()
    {
        _service.Bridge.GatewayUrl = "http://127.0.0.1:1";
        using var page = await LiveClient.OpenAsync(_service.Client);
        await page.SnapshotAsync();

        using var started = await _service.Client.PostAsJsonAsync("/api/load", new { rate = 40, seconds = 60 });

        ((int)started.StatusCode).ShouldBe(202);
        var told = await page.UntilAsync("requests without an answer", "traffic", seconds => seconds.EnumerateArray().Any(second => Count(second, "unanswered") > 20));
        var second = told.EnumerateArray().First(second => Count(second, "unanswered") > 20);
        (Count(second, "errors"), Count(second, "unanswered")).ShouldBe((Count(second, "requests"), Count(second, "requests")));
        second.GetProperty("source").GetString().ShouldBe("load");
        await page.UntilAsync("the objective is missed", "slo", slo => Count(slo, "errors") > 20 && slo.GetProperty("availability").GetDouble() == 0);
    }

    [Fact]
    public async Task So_is_every_request_of_a_runs_load()
    {
        _service.Bridge.GatewayUrl = "http://127.0.0.1:1";
        using var page = await LiveClient.OpenAsync(_service.Client);
        await page.SnapshotAsync();

        var run = await _service.BeginAsync(ShortExperiment.Of(ShortExperiment.Wait()).WithLab("load", ExperimentText.Traffic(40)).ToJsonString());

        await page.UntilAsync("requests without an answer", "traffic", seconds => seconds.EnumerateArray().Any(second => Count(second, "unanswered") > 20));
        await _service.AbortAsync(run.GetProperty("id").GetString()!);
        await _service.EndAsync(run);
    }

    private static long Count(JsonElement from, string name) => from.GetProperty(name).GetInt64();
}
