using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ChaosLab.Benchmarks.Shop;
using Spectre.Console;

namespace ChaosLab.Benchmarks.Halt;

/// <summary>How long a halt takes that has 20 faults to undo: toxics on edges, and faults in services.</summary>
internal static class HaltBenchmark
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    // Each edge four times; a toxic more on one edge is the harder case, as undo goes in reverse there.
    private static readonly string[] Edges = ["web->payment", "web->catalog", "web->cache", "payment->cache"];
    private static readonly (string Kind, string Target)[] Services = [("http-latency", "catalog"), ("http-error", "web-1"), ("http-latency", "payment"), ("pause", "analytics")];

    /// <summary>Prints each round, and the median.</summary>
    public static async Task<int> RunAsync(int rounds, IAnsiConsole console)
    {
        await using var lab = await MeasuredLab.StartAsync();
        using var http = new HttpClient { BaseAddress = lab.Bridge, Timeout = Limit };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", lab.Token);

        var took = new List<double>();
        var failed = false;
        console.Profile.Out.Writer.WriteLine("| Round | Undone | as the caller sees it, ms | as the lab says, ms | left |");
        console.Profile.Out.Writer.WriteLine("|---|---|---|---|---|");
        for (var round = 1; round <= rounds; round++)
        {
            await InjectAsync(http);
            var clock = Stopwatch.StartNew();
            using var answer = await http.PostAsJsonAsync("/halt", new { reason = "measured", by = "benchmark" });
            var seen = clock.Elapsed.TotalMilliseconds;
            var status = await ReadAsync(answer);
            var left = await LeftAsync(http);
            (await http.DeleteAsync("/halt")).Dispose();

            var undone = status.GetProperty("undone").GetInt32();
            failed |= left > 0 || undone != Services.Length + (4 * Edges.Length);
            took.Add(seen);
            console.Profile.Out.Writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {round} | {undone} | {seen:0.0} | {status.GetProperty("milliseconds").GetDouble():0.0} | {left} |"));
        }

        console.Profile.Out.Writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Median: {took.Order().ElementAt(took.Count / 2):0.0} ms, the longest {took.Max():0.0} ms"));
        return failed ? 1 : 0;
    }

    // All of them act before the clock starts.
    private static async Task InjectAsync(HttpClient http)
    {
        var asked = Enumerable.Range(0, 4 * Edges.Length).Select(i => (Kind: "latency", Target: Edges[i % Edges.Length])).Concat(Services);
        var ids = new List<string>();
        foreach (var (kind, target) in asked)
        {
            using var accepted = await http.PostAsJsonAsync("/faults", new { kind, target, owner = "benchmark", forSeconds = 120 });
            ids.Add((await ReadAsync(accepted)).GetProperty("id").GetString()!);
        }

        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < Limit)
        {
            var active = await http.GetFromJsonAsync<JsonElement[]>("/faults/active") ?? [];
            if (active.Count(fault => ids.Contains(fault.GetProperty("id").GetString()!) && fault.TryGetProperty("actedAt", out _)) == ids.Count) return;
            await Task.Delay(50);
        }

        var stories = await Task.WhenAll(ids.Select(id => http.GetStringAsync($"/faults/{id}")));
        throw new BenchmarkException($"Not all of the {ids.Count} faults act:\n{string.Join('\n', stories.Where(story => !story.Contains("\"active\"", StringComparison.Ordinal)))}");
    }

    private static async Task<int> LeftAsync(HttpClient http)
    {
        var edges = await http.GetFromJsonAsync<JsonElement[]>("/edges?wait=false") ?? [];
        var active = await http.GetFromJsonAsync<JsonElement[]>("/faults/active") ?? [];
        return edges.Sum(edge => edge.GetProperty("toxics").GetArrayLength())
            + active.Count(fault => fault.GetProperty("state").GetString() is "active" or "stuck");
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
        => answer.IsSuccessStatusCode
            ? await answer.Content.ReadFromJsonAsync<JsonElement>()
            : throw new BenchmarkException($"It is refused: {await answer.Content.ReadAsStringAsync()}");
}
