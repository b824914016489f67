using System.Globalization;
using Spectre.Console;

namespace ChaosLab.Benchmarks.Proxy;

/// <summary>
/// ChaosLab.Proxy beside a direct connection, HAProxy and nginx: every variant in every round, back to back, the order
/// turned from round to round; medians and ranges, and the ratio to HAProxy of the same round.
/// </summary>
internal static class ProxyBenchmark
{
    /// <param name="rounds">How often each test is run through each variant.</param>
    /// <param name="tests">Which tests; empty is all.</param>
    /// <param name="pinned">Clients and services on processor 0, the proxy where its test wants it.</param>
    /// <param name="experiments">Also the variants that are on trial.</param>
    /// <param name="console">Where the table goes.</param>
    public static async Task<int> RunAsync(int rounds, IReadOnlyList<string> tests, bool pinned, bool experiments, IAnsiConsole console)
    {
        if (!OperatingSystem.IsLinux()) throw new BenchmarkException("Processor time is read from /proc, which only Linux has.");

        // The echo service and its client are threads of this process; what it starts is pinned one by one.
        if (pinned) await Programs.RunAsync("taskset", ["-a", "-c", "-p", "0", Backends.Text(Environment.ProcessId)], null, TimeSpan.FromSeconds(10));
        using var backends = await Backends.StartAsync(pinned);
        var chosen = Tests.All.Where(test => (tests.Count == 0 || tests.Contains(test.Name)) && backends.Ports.ContainsKey(test.Service));
        var results = new Results();
        string[] names = [.. Peers.Names, .. experiments ? Peers.Experiments : []];
        foreach (var (index, group) in chosen.GroupBy(test => pinned ? test.Pin : (int?)null).Index())
            await MeasureAsync([.. group], names, group.Key, index, rounds, backends, results);

        foreach (var line in results.Markdown(names)) console.Profile.Out.Writer.WriteLine(line);
        foreach (var missing in backends.Missing.Distinct()) console.Profile.Out.Writer.WriteLine($"Left out: {missing.Trim()}");
        return 0;
    }

    // The proxies are started for each place that they are pinned to.
    private static async Task MeasureAsync(IReadOnlyList<ProxyTest> tests, IReadOnlyList<string> names, int? pin, int group, int rounds, Backends backends, Results results)
    {
        var variants = new List<Variant>();
        try
        {
            foreach (var name in names) await AddAsync(variants, backends, name, pin);
            foreach (var test in tests)
            {
                // The first round warms everything up and does not count.
                for (var round = -1; round < rounds; round++)
                {
                    var turned = variants.Skip((round + 1) % variants.Count).Concat(variants.Take((round + 1) % variants.Count));
                    foreach (var variant in turned) await MeasureAsync(test, variant, round, pin is not null, results);
                }
            }

            foreach (var variant in variants.Where(variant => variant.Program is not null))
                results.Add("peak RSS MiB", variant.Name, group, ProcessCpu.PeakMiB(variant.Program!.Pid));
        }
        finally
        {
            foreach (var variant in variants) variant.Dispose();
        }
    }

    private static async Task AddAsync(List<Variant> variants, Backends backends, string name, int? pin)
    {
        try
        {
            variants.Add(await Peers.StartAsync(name, backends, pin));
        }
        catch (BenchmarkException error)
        {
            backends.Missing.Add(error.Message);
        }
    }

    private static async Task MeasureAsync(ProxyTest test, Variant variant, int round, bool pinned, Results results)
    {
        var before = variant.Program is { } program ? ProcessCpu.Seconds(program.Pid) : 0;
        var (measures, operations) = await test.MeasureAsync(variant.Ports[test.Service], pinned ? 0 : null);
        if (round < 0) return;
        foreach (var measure in measures) results.Add(measure.Name, variant.Name, round, measure.Value);
        if (variant.Program is { } used) results.Add(test.CpuName, variant.Name, round, (ProcessCpu.Seconds(used.Pid) - before) / operations * test.CpuScale);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{test.Name}, round {round + 1}, {variant.Name}: {string.Join(", ", measures.Select(m => $"{m.Name} {m.Value:0.##}"))}"));
    }
}
