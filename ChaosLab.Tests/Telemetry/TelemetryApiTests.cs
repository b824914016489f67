using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChaosLab.ChaosController.Telemetry;
using Shouldly;
using Xunit;
using static ChaosLab.Tests.Telemetry.Records;

namespace ChaosLab.Tests.Telemetry;

/// <summary>The queries over HTTP.</summary>
public sealed class TelemetryApiTests : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private RunningIntake _intake = null!;

    public async ValueTask InitializeAsync()
    {
        _intake = await RunningIntake.StartAsync();
        _client.BaseAddress = new Uri(_intake.Url);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _intake.DisposeAsync();
    }

    [Fact]
    public async Task A_trace_can_be_found_and_read()
    {
        _intake.Store.Spans.Add([Span(1, 1, null, "POST /purchase", failed: true, kind: SpanRole.Server, attributes: [("a", "b")], events: Event("retry", 1, ("n", "1")))]);

        var list = await _client.GetFromJsonAsync<JsonElement>("/api/traces?failed=true&from=2026-11-21T19:30:00Z&limit=5");
        var id = list.EnumerateArray().Single().GetProperty("traceId").GetString();
        var trace = await _client.GetFromJsonAsync<JsonElement>($"/api/traces/{id}");

        var span = trace.GetProperty("spans").EnumerateArray().Single();
        (trace.GetProperty("complete").GetBoolean(), span.GetProperty("kind").GetString(), span.GetProperty("attributes").GetProperty("a").GetString(), span.GetProperty("statusText").GetString())
            .ShouldBe((true, "server", "b", "it failed"));
        span.GetProperty("events")[0].GetProperty("attributes").GetProperty("n").GetString().ShouldBe("1");
    }

    [Fact]
    public async Task Metrics_and_logs_can_be_read()
    {
        _intake.Store.Metrics.Add([.. Enumerable.Range(0, 55).Select(i => new MetricPoint(Stream("m", kind: MetricKind.Gauge, attributes: ("i", $"{i}")), Start, i, null))]);
        _intake.Store.Logs.Add([Log("it broke", severity: 21, trace: Trace(1))]);

        var metrics = await _client.GetFromJsonAsync<JsonElement>("/api/metrics");
        using var series = await _client.GetAsync("/api/metrics/series?name=m");
        var logs = await _client.GetFromJsonAsync<JsonElement>($"/api/logs?trace={Trace(1)}");

        metrics.EnumerateArray().Single().GetProperty("kind").GetString().ShouldBe("gauge");
        series.Headers.GetValues("X-ChaosLab-Left-Off").ShouldBe(["5"]);
        (await series.Content.ReadFromJsonAsync<JsonElement>()).GetArrayLength().ShouldBe(50);
        (logs[0].GetProperty("level").GetString(), logs[0].GetProperty("text").GetString()).ShouldBe(("critical", "it broke"));
    }

    [Fact]
    public async Task How_much_there_is_and_may_be_is_told()
    {
        var spans = (await _client.GetFromJsonAsync<JsonElement>("/api/telemetry")).GetProperty("spans");
        (spans.GetProperty("kept").GetInt32(), spans.GetProperty("capacity").GetInt32()).ShouldBe((0, 100_000));
    }

    [Theory]
    [InlineData("/api/traces?from=yesterday", "from is 'yesterday'")]
    [InlineData("/api/traces?limit=0", "limit is '0'; it must be a whole number from 1 to 1000")]
    [InlineData("/api/traces?limit=1001", "limit is '1001'")]
    [InlineData("/api/traces?minMs=-1", "minMs is '-1'")]
    [InlineData("/api/traces?maxMs=NaN", "maxMs is 'NaN'")]
    [InlineData("/api/traces?failed=perhaps&maxMs=x", "failed is 'perhaps'")]
    [InlineData("/api/metrics/series", "name is ''; it must be given")]
    [InlineData("/api/metrics/series?name=m&to=x", "to is 'x'")]
    [InlineData("/api/logs?minSeverity=25", "minSeverity is '25'")]
    [InlineData("/api/logs?trace=abc", "trace is 'abc'; it must be 32 hexadecimal digits")]
    public async Task A_wrong_value_is_named(string query, string expected)
    {
        using var answer = await _client.GetAsync(query);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!.ShouldContain(expected);
    }

    [Theory]
    [InlineData("/api/traces/0000000000000000000000000000abcd", "No such trace")]
    [InlineData("/api/traces/x", "No such trace")]
    [InlineData("/api/traces?run=20260101-000000-none", "No such run")]
    [InlineData("/api/logs?run=20260101-000000-none", "No such run")]
    public async Task What_is_not_known_is_404(string query, string title)
    {
        using var answer = await _client.GetAsync(query);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString().ShouldBe(title);
    }
}
