using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ChaosLab.Benchmarks.Shop;
using Spectre.Console;

namespace ChaosLab.Benchmarks.Onset;

/// <summary>The time from the command to the act, and to the first effect that an independent caller sees, for each kind.</summary>
internal static class OnsetBenchmark
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    /// <summary>Prints medians of some rounds as a markdown table.</summary>
    /// <param name="rounds">How often each is injected.</param>
    /// <param name="containers">Whether stores and gateway run as containers, and what acts on those is measured.</param>
    /// <param name="kinds">Only these; all when it is empty.</param>
    /// <param name="console">Where the table goes.</param>
    public static async Task<int> RunAsync(int rounds, bool containers, IReadOnlyCollection<string> kinds, IAnsiConsole console)
    {
        await using var lab = await MeasuredLab.StartAsync(containers ? "container" : "process");
        using var http = new HttpClient { BaseAddress = lab.Bridge, Timeout = Limit };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", lab.Token);

        console.Profile.Out.Writer.WriteLine("| Fault | Acts on | in | command to act, ms | command to first effect seen, ms |");
        console.Profile.Out.Writer.WriteLine("|---|---|---|---|---|");
        var unfelt = 0;
        foreach (var measured in (containers ? OnsetCase.OfContainers : OnsetCase.OfProcesses).Where(measured => kinds.Count == 0 || kinds.Contains(measured.Kind)))
        {
            var acted = new List<double>();
            var felt = new List<double>();
            try
            {
                for (var round = 0; round < rounds; round++)
                {
                    var (act, effect) = await MeasureAsync(http, measured);
                    acted.Add(act);
                    if (effect is { } seen) felt.Add(seen);
                }
            }
            catch (BenchmarkException refusal)
            {
                // What this machine cannot do is told with its reason; the others are measured.
                console.Profile.Out.Writer.WriteLine($"Left out: {refusal.Message}");
                continue;
            }

            if (felt.Count < rounds) unfelt++;
            console.Profile.Out.Writer.WriteLine($"| {measured.Kind} | {measured.Target} | {measured.Group} | {Median(acted)} | {(felt.Count == rounds ? Median(felt) : "not felt")} |");
        }

        return unfelt == 0 ? 0 : 1;
    }

    private static async Task<(double Acted, double? Felt)> MeasureAsync(HttpClient http, OnsetCase measured)
    {
        using var accepted = await http.PostAsJsonAsync("/faults", new { kind = measured.Kind, target = measured.Target, settings = measured.Settings, owner = "benchmark", force = true });
        if (!accepted.IsSuccessStatusCode) throw new BenchmarkException($"{measured.Kind} on {measured.Target} is refused: {await accepted.Content.ReadAsStringAsync()}");
        var id = (await accepted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        var seen = await FollowAsync(http, id, record => record.TryGetProperty("effectSeenAt", out _));

        // What happens once is refused to be lifted and ends by itself.
        (await http.DeleteAsync($"/faults/{id}")).Dispose();

        await FollowAsync(http, id, _ => false);
        var requested = seen.GetProperty("requestedAt").GetDateTimeOffset();
        return (
            (seen.GetProperty("actedAt").GetDateTimeOffset() - requested).TotalMilliseconds,
            seen.TryGetProperty("effectSeenAt", out var at) ? (at.GetDateTimeOffset() - requested).TotalMilliseconds : null);
    }

    // The record at which it is enough, or the last one.
    private static async Task<JsonElement> FollowAsync(HttpClient http, string id, Func<JsonElement, bool> enough)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var response = await http.GetAsync($"/faults/{id}/events", HttpCompletionOption.ResponseHeadersRead, limit.Token);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(limit.Token));
        JsonElement last = default;
        while (await reader.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.Length == 0) continue;
            last = JsonDocument.Parse(line).RootElement;
            if (enough(last)) break;
        }

        return last;
    }

    private static string Median(List<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2].ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);
    }
}
