using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ChaosLab.Tests.Telemetry;

/// <summary>Telemetry of all three signals, through the OpenTelemetry SDK and its own exporter.</summary>
internal static class RealExport
{
    public const string Service = "web-1";

    /// <summary>Exports two spans (a failed client call inside of a request), a counter, a histogram, and a warning in the request.</summary>
    /// <param name="endpoint">Where to.</param>
    /// <param name="token">The bearer token, or null.</param>
    public static void To(string endpoint, string? token)
    {
        var name = $"test-{Guid.NewGuid():N}";
        using var source = new ActivitySource(name);
        using var meter = new Meter(name);
        var resource = ResourceBuilder.CreateEmpty().AddService(Service, serviceInstanceId: "i-1");
        using var traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(name)
            .AddOtlpExporter(options => Configure(options, "/v1/traces")).Build();
        using var metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(name)
            .AddOtlpExporter(options => Configure(options, "/v1/metrics")).Build();
        using var logs = LoggerFactory.Create(logging => logging.AddOpenTelemetry(options =>
        {
            options.IncludeFormattedMessage = true;
            options.SetResourceBuilder(resource).AddOtlpExporter(exporter => Configure(exporter, "/v1/logs"));
        }));

        using (var request = source.StartActivity("POST /purchase", ActivityKind.Server))
        {
            request!.SetTag("http.response.status_code", 200).SetTag("ratio", 0.5).SetTag("many", new[] { "a", "b" });
            using (var call = source.StartActivity("payment charge", ActivityKind.Client))
            {
                call!.SetTag("chaoslab.dependency", "payment").SetTag("chaoslab.attempts", 2);
                call.AddEvent(new ActivityEvent("retry", tags: new ActivityTagsCollection { ["dependency"] = "payment", ["attempt"] = 1 }));
                call.SetStatus(ActivityStatusCode.Error, "no answer");
            }

#pragma warning disable CA1848, CA2254 // One line.
            logs.CreateLogger("ChaosLab.Web.Shop").LogWarning("Order {OrderId} waits", "o-7");
#pragma warning restore CA1848, CA2254
        }

        meter.CreateCounter<long>("orders", "{order}").Add(3, new KeyValuePair<string, object?>("kind", "book"));
        meter.CreateHistogram<double>("took", "s").Record(0.25);
        traces.ForceFlush(10_000);
        metrics.ForceFlush(10_000);

        void Configure(OtlpExporterOptions options, string path)
        {
            options.Protocol = OtlpExportProtocol.HttpProtobuf;
            options.Endpoint = new Uri(endpoint + path);
            if (token is not null) options.Headers = $"Authorization=Bearer {token}";
        }
    }

    /// <summary>The bytes of such requests, by path.</summary>
    public static async Task<IReadOnlyDictionary<string, byte[]>> BytesAsync()
    {
        var bodies = new ConcurrentDictionary<string, byte[]>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var sink = builder.Build();
        sink.MapPost("/v1/{signal}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            bodies[request.Path.Value!] = body.ToArray();
        });
        await sink.StartAsync();
        To(sink.Urls.Single(), token: null);
        return bodies;
    }
}
