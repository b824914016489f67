using System.Net;
using System.Net.Sockets;
using ChaosLab.ServiceDefaults.Telemetry;
using ChaosLab.Tests.Support;
using ChaosLab.Tests.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ServiceDefaults.Telemetry;

[Collection(Alone.Name)]
public sealed class TelemetryExportTests
{
    private const string Nobody = "http://127.0.0.1:1";

    [Fact]
    public async Task What_was_not_sent_yet_is_sent_when_the_service_stops()
    {
        await using var collector = await OtlpSink.StartAsync();
        var export = Export(collector.Url, TimeSpan.FromMinutes(1));
        await export.StartingAsync(CancellationToken.None);

        await Eventually.BeTrueAsync("a span sent while it runs", () =>
        {
            Span("early");
            return collector.TracesWith("early").Count > 0;
        });
        Span("late");
        await export.StoppedAsync(CancellationToken.None);

        await Eventually.BeTrueAsync("the last span", () => collector.TracesWith("late").Count > 0);
    }

    [Fact]
    public async Task A_collector_that_does_not_answer_does_not_hold_up_the_stop()
    {
        using var frozen = new TcpListener(IPAddress.Loopback, 0);
        frozen.Start();
        var export = Export($"http://127.0.0.1:{((IPEndPoint)frozen.LocalEndpoint).Port}", TimeSpan.FromSeconds(1), ("OTEL_EXPORTER_OTLP_TIMEOUT", "600000"));
        await export.StartingAsync(CancellationToken.None);
        Span("unheard");

        await export.StoppedAsync(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Spans_nobody_takes_are_dropped_and_do_not_pile_up()
    {
        const int spans = 200_000;
        var export = Export(Nobody, TimeSpan.FromSeconds(1));
        await export.StartingAsync(CancellationToken.None);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        for (var i = 0; i < spans; i++) Span("nobody takes it");

        // Kept, they would take some 100 MB.
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(30_000_000);
        await export.StoppedAsync(CancellationToken.None);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Each_target_gets_everything_whether_or_not_the_other_is_there(bool hostIsThere, bool labIsThere)
    {
        await using var host = await OtlpSink.StartAsync();
        await using var lab = await OtlpSink.StartAsync();
        var export = Export(
            hostIsThere ? host.Url : Nobody, TimeSpan.FromSeconds(1), ("CHAOSLAB_OTLP_ENDPOINT", labIsThere ? lab.Url : Nobody), ("OTEL_BSP_SCHEDULE_DELAY", "50"));
        await export.StartingAsync(CancellationToken.None);

        Span("for both");

        if (hostIsThere) await Eventually.BeTrueAsync("the host's collector has it", () => host.TracesWith("for both").Count == 1);
        if (labIsThere) await Eventually.BeTrueAsync("the lab has it", () => lab.TracesWith("for both").Count == 1);
        await export.StoppedAsync(CancellationToken.None);
    }

    [Fact]
    public async Task The_lab_alone_is_enough_and_gets_its_own_token_not_the_host_s_headers()
    {
        await using var intake = await RunningIntake.StartAsync();
        var export = Export(
            "", TimeSpan.FromSeconds(1),
            ("CHAOSLAB_OTLP_ENDPOINT", intake.Url), ("Lab:Token", RunningIntake.Token), ("OTEL_EXPORTER_OTLP_HEADERS", "Authorization=Bearer of the host"));
        await export.StartingAsync(CancellationToken.None);

        Span("with the token");

        await Eventually.BeTrueAsync("the span", () => intake.Store.Spans.Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Any(s => s.Name == "with the token"));
        await Eventually.BeTrueAsync("metrics", () => intake.Store.Metrics.Count > 0);
        await export.StoppedAsync(CancellationToken.None);
    }

    private static void Span(string name)
    {
        using var span = LabActivity.Source.StartActivity(name);
        span.ShouldNotBeNull().SetTag("text", "some text of the span's own " + span.SpanId);
    }

    private static TelemetryExport Export(string endpoint, TimeSpan flushLimit, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "1000",
        };
        foreach (var (key, value) in settings) all[key] = value;
        return new TelemetryExport(
            new ConfigurationBuilder().AddInMemoryCollection(all).Build(),
            new HostingEnvironment { ApplicationName = "test", EnvironmentName = Environments.Development },
            new ServiceCollection().BuildServiceProvider()) { FlushLimit = flushLimit };
    }
}
