using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using ChaosLab.Benchmarks.Shop;
using Spectre.Console;

namespace ChaosLab.Benchmarks.Watch;

/// <summary>A tab with the console's overview that stays open while customers buy and faults come and go: whether it, or what serves it, grows.</summary>
internal static class WatchBenchmark
{
    private const int Rate = 20;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(6);

    // Each is over before the next comes.
    private static readonly (string Kind, string Target, int? Seconds)[] Faults =
        [("latency", "web->payment", 10), ("outage", "payment", 8), ("kill", "web-1", null), ("http-error", "web-2", 8), ("redis-memory", "cache", 5), ("down", "catalog->cache", 8)];

    /// <summary>Prints a row every five minutes, the first once the charts' five minutes are full.</summary>
    /// <param name="minutes">How long it is watched after that.</param>
    /// <param name="console">Where the table goes.</param>
    public static async Task<int> RunAsync(int minutes, IAnsiConsole console)
    {
        if (!OperatingSystem.IsLinux()) throw new BenchmarkException("Memory is read from /proc, which only Linux has.");
        await using var lab = await MeasuredLab.StartAsync();
        await using var tab = await Tab.OpenAsync(await lab.ConsoleLinkAsync());
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", lab.Token);

        console.Profile.Out.Writer.WriteLine("| minute | DOM nodes | listeners | heap, MiB | chaos service, MiB | faults so far | stream |");
        console.Profile.Out.Writer.WriteLine("|---|---|---|---|---|---|---|");
        var started = DateTime.UtcNow;
        var injected = 0;
        var loadUntil = started;
        for (var sample = 0; sample * 5 <= minutes; sample++)
        {
            var due = started + WarmUp + TimeSpan.FromMinutes(sample * 5);
            while (DateTime.UtcNow < due)
            {
                if (loadUntil - DateTime.UtcNow < Between) loadUntil = await StartLoadAsync(http, lab.Console);
                var (kind, target, seconds) = Faults[injected % Faults.Length];
                using var answer = await http.PostAsJsonAsync(new Uri(lab.Bridge, "/faults"), new { kind, target, forSeconds = seconds, owner = "benchmark" });
                if (answer.IsSuccessStatusCode) injected++;
                await Task.Delay(Between);
            }

            var size = await tab.SizeAsync();
            var stream = (await tab.TextAsync("header")).Contains("Live", StringComparison.Ordinal) ? "live" : "not live";
            console.Profile.Out.Writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {sample * 5} | {size.Nodes} | {size.Listeners} | {size.HeapMiB:0.0} | {ProcessTree.Read().PssMiB(lab.PidOf("chaos")):0} | {injected} | {stream} |"));
        }

        return 0;
    }

    private static async Task<DateTime> StartLoadAsync(HttpClient http, Uri service)
    {
        const int Seconds = 3600;
        (await http.DeleteAsync(new Uri(service, "/api/load"))).Dispose();
        using var answer = await http.PostAsJsonAsync(new Uri(service, "/api/load"), new { rate = Rate, seconds = Seconds });
        return answer.IsSuccessStatusCode
            ? DateTime.UtcNow + TimeSpan.FromSeconds(Seconds)
            : throw new BenchmarkException($"The console's traffic does not start: {await answer.Content.ReadAsStringAsync()}");
    }
}
