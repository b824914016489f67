using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ChaosLab.ServiceDefaults.Telemetry;
using ChaosLab.Tests.ServiceDefaults.Faults;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ServiceDefaults.Telemetry;

/// <summary>Whose requests a service's metrics count.</summary>
[Collection(Alone.Name)]
public sealed class CanaryMetricTests
{
    [Fact]
    public async Task Only_the_requests_of_customers_are_counted()
    {
        await using var service = await FaultyService.StartAsync();
        var counted = new ConcurrentQueue<string?>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, own) =>
            {
                if (instrument.Name == "http.server.request.duration" && instrument.Meter.Scope == service.Meters) own.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => counted.Enqueue(tags.ToArray().FirstOrDefault(tag => tag.Key == "http.route").Value?.ToString()));
        listener.Start();

        using var canary = new HttpRequestMessage(HttpMethod.Get, "/work/7");
        canary.Headers.Add(CanaryRequest.Header, "1");
        foreach (var request in (HttpRequestMessage[])[canary, new(HttpMethod.Get, "/health"), new(HttpMethod.Get, "/alive"), new(HttpMethod.Get, "/work")])
        {
            // One connection: a request is counted before the next one on it begins.
            using var answer = await service.Http.SendAsync(request);
            answer.EnsureSuccessStatusCode();
            request.Dispose();
        }

        await Eventually.BeTrueAsync("the customer's request is counted", () => counted.Contains("/work"));
        counted.ShouldBe(["/work"]);
    }
}
