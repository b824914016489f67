using System.Text.Json;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Browser;

/// <summary>A tab that is left open does not grow: what an hour brings is pushed into it in seconds.</summary>
public sealed class LongWatchTests(BrowserLab lab) : BrowserTest(lab)
{
    private const int WarmUp = 200;
    private const int Watched = 600;
    private const double MostBytes = 3e6;

    // The page's only way to hear from the service, in the hands of the test.
    private const string Source =
        """
        window.sources = [];
        window.EventSource = class extends EventTarget {
            constructor() { super(); window.sources.push(this); }
            close() {}
        };
        """;

    // One update a frame, each with all parts changed: traffic moves on, faults come and go, a breaker opens and closes.
    private const string Push =
        """
        async ([text, from, count]) => {
            const snapshot = JSON.parse(text);
            const send = (type, data) => window.sources.at(-1).dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) }));
            if (from === 0) send('snapshot', snapshot);
            const now = Date.now();
            for (let i = from; i < from + count; i++) {
                const at = new Date(now + i * 1000).toISOString();
                const end = new Date(now + (i + 30) * 1000).toISOString();
                send('update', {
                    at,
                    resources: snapshot.resources.map(resource => ({ ...resource, restarts: i, pid: i + 1000 })),
                    edges: snapshot.edges.map((edge, index) => ({ ...edge, connections: (i + index) % 9, requestsPerSecond: edge.requestsPerSecond === undefined ? undefined : (i * 7 + index) % 50 })),
                    faults: [0, 1, 2].map(n => ({ id: `f-${i + n}`, kind: 'latency', target: n === 0 ? 'web->payment' : 'payment', requestedAt: at, actedAt: at, endsAt: end, state: n === 2 ? 'recovered' : 'active' })),
                    dependencies: snapshot.dependencies.map(health => ({ ...health, circuit: i % 20 < 5 ? 'open' : 'closed', lastCallMs: i % 100 })),
                    slo: { ...snapshot.slo, requests: i * 20, errors: i, availability: 0.95 },
                    load: { running: true, rate: 20, startedAt: at, endsAt: end, sent: i * 20, failed: i, unsent: 0, p95Ms: i % 300 },
                    traffic: [{ second: Math.floor(now / 1000) + i, requests: 20, errors: i % 5, unanswered: 0, p50: 5, p95: 20 + i % 50, p99: 60, source: 'gateway' }],
                });
                await new Promise(requestAnimationFrame);
            }
        }
        """;

    [Fact]
    public async Task The_overview_is_as_large_after_many_updates_as_before()
    {
        var snapshot = await SnapshotAsync();
        await using var context = await Lab.NewContextAsync();
        await context.AddInitScriptAsync(Source);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        await page.WaitForFunctionAsync("window.sources.length > 0");
        var tools = await context.NewCDPSessionAsync(page);

        await page.EvaluateAsync(Push, new object[] { snapshot, 0, WarmUp });
        var before = await SizeAsync(tools);
        await page.EvaluateAsync(Push, new object[] { snapshot, WarmUp, Watched });
        var after = await SizeAsync(tools);

        (await page.InnerTextAsync("main")).ShouldContain("latency on payment", Case.Sensitive, "it shows what was pushed");
        after.Nodes.ShouldBeLessThan((before.Nodes * 1.05) + 100, $"before {before}, after {after}");
        after.Listeners.ShouldBeLessThan((before.Listeners * 1.05) + 50, $"before {before}, after {after}");
        after.Bytes.ShouldBeLessThan(before.Bytes + MostBytes, $"before {before}, after {after}");
    }

    private static async Task<(double Nodes, double Listeners, double Bytes)> SizeAsync(ICDPSession tools)
    {
        await tools.SendAsync("HeapProfiler.collectGarbage");
        var counters = await tools.SendAsync("Memory.getDOMCounters");
        var heap = await tools.SendAsync("Runtime.getHeapUsage");
        return (counters!.Value.GetProperty("nodes").GetDouble(), counters.Value.GetProperty("jsEventListeners").GetDouble(), heap!.Value.GetProperty("usedSize").GetDouble());
    }

    // The first event of the stream: what the lab truly looks like.
    private async Task<string> SnapshotAsync()
    {
        using var client = new HttpClient { BaseAddress = new Uri(Lab.Origin) };
        using var lines = new StreamReader(await client.GetStreamAsync("/api/live"));
        while (await lines.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("data:", StringComparison.Ordinal)) continue;
            var text = line["data:".Length..].Trim();
            JsonDocument.Parse(text).RootElement.GetProperty("resources").GetArrayLength().ShouldBePositive();
            return text;
        }

        throw new InvalidOperationException("The stream ended without a snapshot.");
    }
}
