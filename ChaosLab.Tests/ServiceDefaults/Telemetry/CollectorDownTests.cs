using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ServiceDefaults.Telemetry;

/// <summary>Row E2: a service whose telemetry goes nowhere works on, and says so once.</summary>
public sealed partial class CollectorDownTests
{
    private const string Away = "Telemetry does not reach";
    private const string Back = "Telemetry reaches";

    [Fact]
    public async Task A_service_goes_on_with_one_warning_until_the_collector_is_back()
    {
        using var reserved = new TcpListener(IPAddress.Loopback, 0);
        reserved.Start();
        var port = ((IPEndPoint)reserved.LocalEndpoint).Port;
        reserved.Stop();
        await using var service = RunningProgram.Start(BuiltPrograms.Find("ChaosLab.Analytics"), ["--urls=http://127.0.0.1:0"], new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ConnectionStrings__cache"] = "127.0.0.1:1",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{port}",
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "50",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "50",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "50",
        });
        var address = (await Eventually.BeAsync("the address it listens on", _ => Task.FromResult(Listening().Match(service.Output)), match => match.Success)).Groups[1].Value;
        using var client = new HttpClient { BaseAddress = new Uri(address) };

        await Eventually.BeTrueAsync("the warning", () => Count(service, Away) > 0);
        for (var i = 0; i < 50; i++)
        {
            using var answer = await client.GetAsync("/stats");
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        Count(service, Away).ShouldBe(1, service.Output);
        int warnings;
        await using (var collector = await OtlpSink.StartAsync(port))
        {
            await Eventually.BeTrueAsync("the collector's return in the log", () => Count(service, Back) > 0);
            await Eventually.BeTrueAsync("spans at the collector", async ct =>
            {
                using var answer = await client.GetAsync("/stats", ct);
                return collector.TracesWith("GET /stats").Count > 0;
            });
            warnings = Count(service, Away);
        }

        await Eventually.BeTrueAsync("another warning, for another outage", () => Count(service, Away) > warnings);
        service.Output.ShouldNotContain("   at ");
        service.Interrupt();
        (await service.ExitAsync(TimeSpan.FromMinutes(2))).ShouldBe(0, service.Output);
    }

    [Fact]
    public async Task Each_of_two_collectors_is_warned_of_by_itself()
    {
        await using var lab = await OtlpSink.StartAsync();
        await using var service = RunningProgram.Start(BuiltPrograms.Find("ChaosLab.Analytics"), ["--urls=http://127.0.0.1:0"], new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ConnectionStrings__cache"] = "127.0.0.1:1",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1",
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "50",
            ["CHAOSLAB_OTLP_ENDPOINT"] = lab.Url,
        });

        await Eventually.BeTrueAsync("the warning of the host's", () => Count(service, $"{Away} http://127.0.0.1:1;") > 0);
        await Eventually.BeTrueAsync("telemetry at the lab", () => lab.Requests > 3);
        Count(service, $"{Away} {lab.Url}").ShouldBe(0, service.Output);

        await lab.DisposeAsync();
        await Eventually.BeTrueAsync("the warning of the lab's", () => Count(service, $"{Away} {lab.Url}") > 0);
        Count(service, Away).ShouldBe(2, service.Output);
        Count(service, Back).ShouldBe(0, service.Output);
    }

    private static int Count(RunningProgram service, string text) => service.Output.Split(text).Length - 1;

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
