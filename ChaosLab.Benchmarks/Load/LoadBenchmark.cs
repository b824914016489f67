using System.Globalization;
using Spectre.Console;

namespace ChaosLab.Benchmarks.Load;

/// <summary>
/// ChaosLab's load generator beside others, measured at the server: how late requests come against the schedule, how many
/// come at all, and for how much processor time; and what each reports of a server that stood still for 2 s.
/// </summary>
internal static class LoadBenchmark
{
    private const int FrozenRate = 1_000;

    private static readonly int[] Rates = [1_000, 5_000, 10_000, 20_000];
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan FrozenLength = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <param name="rounds">How often every tool runs at every rate; the order turns from round to round.</param>
    /// <param name="console">Where the tables go.</param>
    public static async Task<int> RunAsync(int rounds, IAnsiConsole console)
    {
        if (!OperatingSystem.IsLinux()) throw new BenchmarkException("Processor time is read from /proc, which only Linux has.");
        using var tools = await LoadTools.FindAsync();
        using var server = await MeasuredServer.StartAsync();

        // The first load warms the server up and does not count.
        await RunAsync(tools, tools.All[0], 1_000, TimeSpan.FromSeconds(3), server);
        await server.TakeAsync(1_000);

        var rows = new Dictionary<(string Tool, int? Rate), LoadRow>();
        var frozen = new Dictionary<string, (List<double> P99, List<double> Unsent)>();
        for (var round = 0; round < rounds; round++)
        {
            tools.Notes.Add($"Load average before round {round + 1}: {(await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0]}");
            foreach (var tool in tools.All.Skip(round % tools.All.Count).Concat(tools.All.Take(round % tools.All.Count)))
            {
                foreach (var rate in tool.HighestRate is { } highest ? Rates.Where(rate => rate <= highest).Cast<int?>() : [null])
                    await TryAsync(tools, tool, () => MeasureAsync(tools, tool, rate, server, rows));
                await TryAsync(tools, tool, () => FreezeAsync(tools, tool, server, frozen));
            }
        }

        foreach (var line in Lines(tools, rows.Values, frozen)) console.Profile.Out.Writer.WriteLine(line);
        return 0;
    }

    private static async Task TryAsync(LoadTools tools, LoadTool tool, Func<Task> measure)
    {
        try
        {
            await measure();
        }
        catch (BenchmarkException error)
        {
            tools.Notes.Add($"Left out: a run of {tool.Name}: {error.Message.Trim()}");
        }
    }

    private static async Task MeasureAsync(LoadTools tools, LoadTool tool, int? rate, MeasuredServer server, Dictionary<(string, int?), LoadRow> rows)
    {
        await server.TakeAsync(1);
        var before = ChildCpu.Seconds();
        var output = await RunAsync(tools, tool, rate ?? 0, Length, server);
        var cpu = ChildCpu.Seconds() - before;
        var arrivals = await server.TakeAsync(rate ?? 1);
        var perSecond = arrivals.Count / Length.TotalSeconds;
        if (!rows.TryGetValue((tool.Name, rate), out var row)) rows[(tool.Name, rate)] = row = new LoadRow(tool.Name, rate);
        row.Add(rate is { } due ? 100 * perSecond / due : perSecond, rate is null ? null : arrivals.Late99, cpu, tool.P99(output));
        Console.Error.WriteLine(row.Markdown());
    }

    private static async Task FreezeAsync(LoadTools tools, LoadTool tool, MeasuredServer server, Dictionary<string, (List<double> P99, List<double> Unsent)> frozen)
    {
        await server.TakeAsync(1);
        using var over = new CancellationTokenSource();
        var freeze = server.FreezeAsync(over.Token);
        string output;
        try
        {
            output = await RunAsync(tools, tool, FrozenRate, FrozenLength, server);
        }
        finally
        {
            await over.CancelAsync();
            await freeze.ContinueWith(_ => { }, TaskScheduler.Default);
        }

        if (!freeze.IsCompletedSuccessfully) throw new BenchmarkException("the server was not frozen for 2 s of it.");
        if (!frozen.TryGetValue(tool.Name, out var results)) frozen[tool.Name] = results = ([], []);
        results.P99.Add(tool.P99(output));
        if (tool.Unsent is { } unsent) results.Unsent.Add(unsent(output));
    }

    private static async Task<string> RunAsync(LoadTools tools, LoadTool tool, int rate, TimeSpan length, MeasuredServer server)
    {
        // A tool that can doubt itself does so with its exit code.
        var command = tool.Command(rate, length, server.Url);
        var output = await Programs.RunAsync(command[0], command[1..], null, Limit, mayFail: tool.Complaint is not null);
        if (tool.Complaint?.Invoke(output) is { } complaint) tools.Notes.Add($"{tool.Name} says of a run at {rate}/s, which is in the figures: {complaint}");
        return output;
    }

    private static IEnumerable<string> Lines(
        LoadTools tools, IEnumerable<LoadRow> rows, Dictionary<string, (List<double> P99, List<double> Unsent)> frozen)
    {
        yield return "| tool | rate | sent % | late99 at the server, ms | CPU s | p99 it reports, ms |";
        yield return "|---|---|---|---|---|---|";
        foreach (var row in rows.OrderBy(row => row.Rate ?? int.MaxValue)) yield return row.Markdown();
        yield return "";
        yield return "| tool | p99 of a server frozen for 2 of 10 s (truth 1900 ms) | unsent |";
        yield return "|---|---|---|";
        foreach (var (tool, (p99, unsent)) in frozen)
            yield return string.Create(CultureInfo.InvariantCulture, $"| {tool} | {LoadRow.Summary(p99)} | {(unsent.Count == 0 ? "not reported" : LoadRow.Summary(unsent))} |");
        foreach (var note in tools.Notes) yield return note;
    }
}
