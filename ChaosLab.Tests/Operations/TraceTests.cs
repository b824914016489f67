using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Operations;

/// <summary>Row A12: the spans of a purchase are exported over OTLP and hang together. Row A11: retries are visible.</summary>
[Collection(Alone.Name)]
public sealed class TraceTests
{
    [Fact]
    public async Task A_purchase_is_one_trace_over_web_payment_and_stores_and_its_retries_are_visible()
    {
        await using var sink = await OtlpSink.StartAsync();
        await using var lab = await Lab.StartAsync(configure: builder =>
        {
            foreach (var project in builder.Resources.OfType<ProjectResource>())
            {
                builder.CreateResourceBuilder(project)
                    .WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", sink.Url)
                    .WithEnvironment("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                    .WithEnvironment("OTEL_BSP_SCHEDULE_DELAY", "200");
            }
        });

        (await lab.Gateway.BuyAsync()).Status.ShouldBe(HttpStatusCode.OK);

        // Each service sends its spans in batches of its own: the trace is complete when all of them are there.
        var purchase = await Eventually.BeAsync("a trace of a purchase",
            _ => Task.FromResult(sink.TracesWith("POST /purchase").FirstOrDefault(t => t.Any(IsCharge) && t.Any(IsQuery))), trace => trace is not null);
        purchase.ShouldNotBeNull().Select(s => s.Service).ShouldContain(service => service.StartsWith("web-", StringComparison.Ordinal));
        var server = purchase.First(s => s.Name == "POST /purchase");
        server.Attributes["http.route"].ShouldBe("/purchase");
        server.Attributes["http.response.status_code"].ShouldBe("200");

        await lab.PressOkAsync("payment", "stop");
        (await lab.Gateway.BuyAsync()).Status.ShouldBe(HttpStatusCode.BadGateway);
        await Eventually.BeAsync("a trace with retries", _ => Task.FromResult(sink.TracesWith("POST /purchase")),
            traces => traces.Any(t => t.SelectMany(s => s.Events).Any(e => e.Contains("retry", StringComparison.OrdinalIgnoreCase))));

        static bool IsCharge(ExportedSpan span) => span.Name == "POST /charge" && span.Service == "payment";

        static bool IsQuery(ExportedSpan span) => span.Attributes.ContainsKey("db.system.name") || span.Attributes.ContainsKey("db.system");
    }
}
