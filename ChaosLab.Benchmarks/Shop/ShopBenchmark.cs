using Spectre.Console;

namespace ChaosLab.Benchmarks.Shop;

/// <summary>Start-up time and memory of the whole lab, throughput and latency of the shop through its gateway.</summary>
internal static class ShopBenchmark
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(TimeSpan duration, IAnsiConsole console)
    {
        await using var lab = await MeasuredLab.StartAsync();
        console.WriteLine($"start-up from built output: {lab.StartUp.TotalSeconds:0.0} s (aim: 8 s or less)");
        var idle = lab.MemoryMiB();

        await WrkRun.MeasureAsync("mixed", 16, pause: 0, WarmUp, lab.Gateway);
        var runs = new (string Name, WrkRun Run)[]
        {
            ("browse, 32 connections", await WrkRun.MeasureAsync("browse", 32, 0, duration, lab.Gateway)),
            ("purchase, 16 connections", await WrkRun.MeasureAsync("purchase", 16, 0, duration, lab.Gateway)),
            ("mixed 90/10, 32 connections", await WrkRun.MeasureAsync("mixed", 32, 0, duration, lab.Gateway)),
            ("mixed 90/10, paced to about 1,000/s", await WrkRun.MeasureAsync("mixed", 64, 60, duration, lab.Gateway)),
        };
        var loaded = lab.MemoryMiB();

        var table = new Table().AddColumns("load through the gateway", "req/s", "p50 ms", "p95 ms", "p99 ms", "errors");
        foreach (var (name, run) in runs)
            table.AddRow(name, $"{run.PerSecond:0}", $"{run.P50:0.0}", $"{run.P95:0.0}", $"{run.P99:0.0}", $"{run.Errors}");
        console.Write(table);

        var memory = new Table().AddColumns("memory (PSS)", "idle MiB", "after load MiB");
        foreach (var (name, before) in idle.OrderByDescending(m => m.Value))
            memory.AddRow(name, $"{before:0}", $"{loaded.GetValueOrDefault(name):0}");
        memory.AddRow("all (aim: 1,200 or less)", $"{idle.Values.Sum():0}", $"{loaded.Values.Sum():0}");
        console.Write(memory);
        return runs.All(r => r.Run.Errors == 0) ? 0 : 1;
    }
}
