using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace ChaosLab.Benchmarks.Intake;

/// <summary>How many spans the intake takes on one processor, and what memory the service has when the store is full.</summary>
internal static class IntakeBenchmark
{
    // Twice the store's 100,000 spans, so that none is the same object as one that is kept.
    private const int Bodies = 400;
    private const int Posters = 2;
    private const string Allocated = "dotnet.gc.heap.total_allocated";

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    /// <summary>Prints the figures as a markdown table; 1 when the intake fell short of 20,000 spans a second.</summary>
    public static async Task<int> RunAsync(TimeSpan length, IAnsiConsole console)
    {
        var made = new OtlpBodies(seed: 7);
        byte[][] spans = [.. Enumerable.Range(0, Bodies).Select(_ => made.Spans())];
        using var intake = await MeasuredIntake.StartAsync();
        await Task.Delay(Settling);
        var idle = intake.ResidentMiB;
        await PostAsync(intake, "traces", spans, TimeSpan.FromSeconds(2));

        // The own metrics of the second before and after.
        await Task.Delay(Settling);
        var (before, cpu, allocated) = (await intake.FiguresAsync("spans"), intake.CpuSeconds, await intake.OwnAsync(Allocated));
        var clock = Stopwatch.StartNew();
        await PostAsync(intake, "traces", spans, length);
        var seconds = clock.Elapsed.TotalSeconds;
        cpu = intake.CpuSeconds - cpu;
        var taken = (await intake.FiguresAsync("spans")).Received - before.Received;
        await Task.Delay(TimeSpan.FromSeconds(2));
        allocated = await intake.OwnAsync(Allocated) - allocated;

        var rate = taken / seconds;
        console.WriteLine("| Intake | |");
        console.WriteLine("|---|---|");
        Row("spans per second, one processor, full speed", rate, "0");
        Row("processor seconds per 100,000 spans", cpu / taken * 100_000, "0.00");
        Row("bytes allocated per span", allocated / taken, "0");
        Row("bytes per span on the wire", (double)spans.Sum(body => body.Length) / (Bodies * OtlpBodies.Batch), "0");

        await FillAsync(intake, made);
        foreach (var signal in (string[])["spans", "metricPoints", "logs"]) Row($"{signal} kept", (await intake.FiguresAsync(signal)).Kept, "0");
        await Task.Delay(Settling);
        Row("resident memory at the start, MiB", idle, "0");
        Row("resident memory with a full store, MiB", intake.ResidentMiB, "0");
        Row("the greatest, MiB", intake.PeakMiB, "0");
        Row("heap after the last collection, MiB", await intake.OwnAsync("dotnet.gc.last_collection.heap.size") / (1 << 20), "0");
        foreach (var path in (string[])["api/traces", "api/traces?text=nowhere", "api/metrics", "api/logs?text=nowhere"])
        {
            await intake.AskAsync(path);
            Row($"GET /{path}, ms", await intake.AskAsync(path), "0.0");
        }

        return rate >= 20_000 ? 0 : 1;

        void Row(string what, double value, string format) => console.WriteLine($"| {what} | {value.ToString(format, CultureInfo.InvariantCulture)} |");
    }

    private static async Task PostAsync(MeasuredIntake intake, string signal, byte[][] bodies, TimeSpan length)
    {
        var clock = Stopwatch.StartNew();
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, Posters).Select(async _ =>
        {
            while (clock.Elapsed < length) await intake.PostAsync(signal, bodies[Interlocked.Increment(ref next) % bodies.Length]);
        }));
    }

    private static async Task FillAsync(MeasuredIntake intake, OtlpBodies made)
    {
        for (var sent = 0; sent < 120_000; sent += OtlpBodies.Points) await intake.PostAsync("metrics", made.Metrics());
        for (var sent = 0; sent < 60_000; sent += OtlpBodies.Batch) await intake.PostAsync("logs", made.Logs());
    }
}
