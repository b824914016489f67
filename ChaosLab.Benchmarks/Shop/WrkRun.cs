using System.Globalization;

namespace ChaosLab.Benchmarks.Shop;

/// <summary>One bounded run of wrk against the gateway.</summary>
/// <param name="Mode">browse, purchase or mixed.</param>
/// <param name="PerSecond">Answers per second.</param>
/// <param name="P50">Milliseconds; as wrk counts, from the actual send.</param>
/// <param name="P95">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
/// <param name="Errors">Answers other than 200, and connections that failed.</param>
internal sealed record WrkRun(string Mode, double PerSecond, double P50, double P95, double P99, long Errors)
{
    /// <summary>Sends one kind of load for a while.</summary>
    /// <param name="mode">browse, purchase or mixed (90 % browse, 10 % purchase).</param>
    /// <param name="connections">How many customers at once.</param>
    /// <param name="pause">Mean wait of each connection before a request, in ms; 0 sends as fast as answers come.</param>
    /// <param name="duration">How long.</param>
    /// <param name="target">The gateway, on this machine.</param>
    public static async Task<WrkRun> MeasureAsync(string mode, int connections, int pause, TimeSpan duration, Uri target)
    {
        if (!target.IsLoopback) throw new BenchmarkException($"{target} is not on this machine; load goes to loopback only.");
        var script = Path.GetTempFileName();
        try
        {
            await using (var source = typeof(WrkRun).Assembly.GetManifestResourceStream("mix.lua")!)
            await using (var file = File.Create(script))
                await source.CopyToAsync(file);

            var output = await Programs.RunAsync("wrk",
                ["-t1", $"-c{connections}", $"-d{(int)duration.TotalSeconds}s", "-s", script, target.ToString(),
                    "--", mode, pause.ToString(CultureInfo.InvariantCulture), Guid.NewGuid().ToString("N")],
                environment: null, duration + TimeSpan.FromSeconds(30));
            var result = output.Split('\n').Last(l => l.StartsWith("RESULT ", StringComparison.Ordinal)).Split(' ')[1..]
                .Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
            return new WrkRun(mode, result[0] / (result[1] / 1e6), result[2] / 1000, result[3] / 1000, result[4] / 1000, (long)result[5]);
        }
        finally
        {
            File.Delete(script);
        }
    }
}
