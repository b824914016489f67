using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using ChaosLab.ChaosController.Telemetry;
using ChaosLab.ChaosController.Telemetry.Intake;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Telemetry;

public sealed class OtlpIntakeTests : IAsyncLifetime
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
    public void What_the_sdk_exports_is_understood()
    {
        RealExport.To(_intake.Url, RunningIntake.Token);

        var spans = _intake.Store.Spans.Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        var request = spans.Single(s => s.Kind == SpanRole.Server);
        (request.Service, request.Instance, request.Name, request.ParentId, request.Failed).ShouldBe((RealExport.Service, "i-1", "POST /purchase", null, false));
        request.Attributes.Whole("http.response.status_code").ShouldBe(200);
        (request.Attributes["ratio"], request.Attributes["many"]).ShouldBe(("0.5", "[a, b]"));
        request.Start.ShouldBeInRange(DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow);

        var call = spans.Single(s => s.Kind == SpanRole.Client);
        (call.TraceId, call.ParentId, call.Failed, call.StatusText).ShouldBe((request.TraceId, request.SpanId, true, "no answer"));
        call.Duration.ShouldBeLessThanOrEqualTo(request.Duration);
        var retry = call.Events.ShouldHaveSingleItem();
        (retry.Name, retry.Attributes["dependency"], retry.Attributes.Whole("attempt")).ShouldBe(("retry", "payment", 1));
        retry.At.ShouldBeInRange(call.Start, call.Start + call.Duration);

        var log = _intake.Store.Logs.Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).ShouldHaveSingleItem();
        (log.Service, log.Category, log.Severity, log.Text).ShouldBe((RealExport.Service, "ChaosLab.Web.Shop", LogRecord.Warning, "Order o-7 waits"));
        (log.TraceId, log.SpanId, log.Attributes["OrderId"]).ShouldBe((request.TraceId, request.SpanId, "o-7"));
        log.Attributes["{OriginalFormat}"].ShouldBe("Order {OrderId} waits");

        var points = _intake.Store.Metrics.Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).DistinctBy(p => p.Stream.Name).ToDictionary(p => p.Stream.Name);
        var (orders, took) = (points["orders"], points["took"]);
        (orders.Value, orders.Stream.Unit, orders.Count, orders.Stream.Attributes["kind"]).ShouldBe((3, "{order}", null, "book"));
        (orders.Stream.Kind, orders.Stream.Cumulative, orders.Stream.Monotonic).ShouldBe((MetricKind.Sum, true, true));
        (took.Value, took.Count, took.Stream.Kind, took.Stream.Cumulative).ShouldBe((0.25, 1, MetricKind.Histogram, true));
    }

    [Fact]
    public async Task Without_the_token_nothing_is_taken_and_nothing_is_noted_of_either()
    {
        var traces = (await RealExport.BytesAsync())[OtlpPaths.Traces];
        (await PostAsync(OtlpPaths.Traces, traces, token: null)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync(OtlpPaths.Traces, traces, token: "another token")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        _intake.Store.Spans.Received.ShouldBe(0);

        (await PostAsync(OtlpPaths.Traces, traces)).Status.ShouldBe(HttpStatusCode.OK);
        _intake.Store.Spans.Received.ShouldBe(2);
        _intake.Audit.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_host_of_another_port_is_an_edge_and_another_name_is_refused()
    {
        var traces = (await RealExport.BytesAsync())[OtlpPaths.Traces];
        (await PostAsync(OtlpPaths.Traces, traces, host: "127.0.0.1:9")).Status.ShouldBe(HttpStatusCode.OK);
        (await PostAsync(OtlpPaths.Traces, traces, host: "evil.example")).Status.ShouldBe(HttpStatusCode.Forbidden);

        using var other = new HttpRequestMessage(HttpMethod.Get, "/api/lab") { Headers = { Host = "127.0.0.1:9" } };
        using var refused = await _client.SendAsync(other);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Json_is_not_supported()
    {
        var (status, message) = await PostAsync(OtlpPaths.Logs, "{}"u8.ToArray(), contentType: "application/json");
        status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        message.ShouldContain("OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf");
    }

    [Fact]
    public async Task Gzip_is_unpacked()
    {
        var traces = (await RealExport.BytesAsync())[OtlpPaths.Traces];
        (await PostAsync(OtlpPaths.Traces, Pack(traces), encoding: "gzip")).Status.ShouldBe(HttpStatusCode.OK);
        _intake.Store.Spans.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("gzip", HttpStatusCode.BadRequest, "not gzip")]
    [InlineData("br", HttpStatusCode.UnsupportedMediaType, "use gzip or none")]
    public async Task What_is_not_packed_as_it_says_is_refused(string encoding, HttpStatusCode expected, string because)
    {
        var (status, message) = await PostAsync(OtlpPaths.Traces, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], encoding: encoding);
        status.ShouldBe(expected);
        message.ShouldContain(because);
    }

    [Fact]
    public async Task Too_much_is_refused_however_small_it_is_packed()
    {
        (await PostAsync(OtlpPaths.Traces, new byte[OtlpBody.Limit + 1])).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await PostAsync(OtlpPaths.Traces, Pack(new byte[64 << 20]), encoding: "gzip")).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData(OtlpPaths.Traces)]
    [InlineData(OtlpPaths.Metrics)]
    [InlineData(OtlpPaths.Logs)]
    public async Task A_body_that_is_cut_off_is_refused_as_a_whole(string path)
    {
        var body = (await RealExport.BytesAsync())[path];
        var (status, message) = await PostAsync(path, body[..^3]);
        status.ShouldBe(HttpStatusCode.BadRequest);
        message.ShouldContain($"no OTLP request for {path}");
        (_intake.Store.Spans.Count + _intake.Store.Metrics.Count + _intake.Store.Logs.Count).ShouldBe(0);
    }

    [Fact]
    public async Task Spans_without_ids_are_left_out_and_said_so()
    {
        // resource_spans { scope_spans { spans { name: "x" } } }
        var (status, message) = await PostAsync(OtlpPaths.Traces, [10, 7, 18, 5, 18, 3, 42, 1, 120]);
        status.ShouldBe(HttpStatusCode.OK);
        message.ShouldContain("no valid trace id");
        _intake.Store.Spans.Count.ShouldBe(0);
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(bytes);
        return packed.ToArray();
    }

    private async Task<(HttpStatusCode Status, string Body)> PostAsync(
        string path, byte[] body, string? token = RunningIntake.Token, string contentType = "application/x-protobuf", string? encoding = null, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        if (encoding is not null) request.Content.Headers.ContentEncoding.Add(encoding);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (host is not null) request.Headers.Host = host;

        // A server that refuses by the length does not wait for the body.
        request.Headers.ExpectContinue = body.Length > OtlpBody.Limit;
        using var response = await _client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
