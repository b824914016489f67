using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using static ChaosLab.Benchmarks.Proxy.Backends;

namespace ChaosLab.Benchmarks.Proxy;

/// <summary>What is measured: each test gives its figures, and how many operations the proxy carried meanwhile.</summary>
internal static partial class Tests
{
    private const int RedisRequests = 200_000;
    private const int RedisConnections = 20_000;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Every test by its service and what one operation is.</summary>
    /// <remarks>Pinned, a ping-pong has one processor for everything: waking another one would be measured instead of the proxy.</remarks>
    public static IReadOnlyList<ProxyTest> All { get; } =
    [
        new("redis", Service.Redis, "µs CPU/request (redis)", 1e6, 1, RedisAsync),
        new("bulk", Service.Bulk, "s CPU/GB (bulk)", 1, 1, BulkAsync),
        new("ping-pong", Service.Echo, "µs CPU/round trip (ping-pong)", 1e6, 0, PingPong.MeasureAsync),
        new("connections", Service.Redis, "µs CPU/connection", 1e6, 1, ConnectionsAsync),
        new("http close", Service.Http, "µs CPU/request (HTTP close)", 1e6, 1, (port, pin) => HttpAsync(port, pin, "HTTP close req/s", ["-t1", "-c32", "-d4s", "-H", "Connection: close"])),
        new("http", Service.Http, "µs CPU/request (HTTP)", 1e6, 1, (port, pin) => HttpAsync(port, pin, "HTTP keep-alive k req/s", ["-t1", "-c64", "-d4s"])),
        new("pgbench", Service.Postgres, "µs CPU/transaction (pgbench)", 1e6, 1, PgbenchAsync),
    ];

    private static async Task<(IReadOnlyList<Measure>, double)> RedisAsync(int port, int? pin)
    {
        var output = await RunAsync(pin, "redis-benchmark", ["-p", Text(port), "-t", "set,get", "-n", Text(RedisRequests), "-c", "50", "-P", "1", "--csv"]);
        var rows = output.Split('\n').Where(line => line.StartsWith("\"SET\"", StringComparison.Ordinal) || line.StartsWith("\"GET\"", StringComparison.Ordinal))
            .Select(line => line.Replace("\"", "", StringComparison.Ordinal).Split(',')).ToDictionary(row => row[0]);
        return ([
            new Measure("redis GET k/s", Number(rows["GET"][1]) / 1000),
            new Measure("redis SET k/s", Number(rows["SET"][1]) / 1000),
            new Measure("redis GET p50 ms", Number(rows["GET"][4])),
            new Measure("redis GET p99 ms", Number(rows["GET"][6])),
        ], 2 * RedisRequests);
    }

    private static async Task<(IReadOnlyList<Measure>, double)> ConnectionsAsync(int port, int? pin)
    {
        var output = await RunAsync(pin, "redis-benchmark", ["-p", Text(port), "-t", "get", "-n", Text(RedisConnections), "-c", "50", "-k", "0", "--csv"]);
        var row = output.Split('\n').First(line => line.StartsWith("\"GET\"", StringComparison.Ordinal)).Replace("\"", "", StringComparison.Ordinal).Split(',');
        return ([new Measure("connections k/s", Number(row[1]) / 1000), new Measure("connections p99 ms", Number(row[6]))], RedisConnections);
    }

    private static async Task<(IReadOnlyList<Measure>, double)> BulkAsync(int port, int? pin)
    {
        var output = await RunAsync(pin, "iperf3", ["-c", "127.0.0.1", "-p", Text(port), "-t", "4", "-J"]);
        var sum = JsonDocument.Parse(output).RootElement.GetProperty("end").GetProperty("sum_received");
        return ([new Measure("bulk Gbit/s", sum.GetProperty("bits_per_second").GetDouble() / 1e9)], sum.GetProperty("bytes").GetDouble() / 1e9);
    }

    private static async Task<(IReadOnlyList<Measure>, double)> HttpAsync(int port, int? pin, string name, string[] arguments)
    {
        var output = await RunAsync(pin, "wrk", [.. arguments, $"http://127.0.0.1:{port}/"]);

        // Requests that fail are quick, and would pass for speed.
        if (Failures().Match(output) is { Success: true } failures) throw new BenchmarkException($"wrk's requests to port {port} failed ({name}): {failures.Value.Trim()}");
        var perSecond = Number(RequestsPerSecond().Match(output).Groups[1].Value);
        var requests = Number(RequestsInAll().Match(output).Groups[1].Value);
        return ([new Measure(name, name.Contains('k', StringComparison.Ordinal) ? perSecond / 1000 : perSecond)], requests);
    }

    private static async Task<(IReadOnlyList<Measure>, double)> PgbenchAsync(int port, int? pin)
    {
        var output = await RunAsync(pin, "pgbench", ["-n", "-S", "-M", "prepared", "-c", "8", "-j", "1", "-T", "4", "-h", "127.0.0.1", "-p", Text(port), "-U", "postgres", "postgres"]);
        return ([new Measure("pgbench k tps", Number(Tps().Match(output).Groups[1].Value) / 1000)], Number(Transactions().Match(output).Groups[1].Value));
    }

    private static Task<string> RunAsync(int? pin, string program, string[] arguments)
        => pin is { } processor
            ? Programs.RunAsync("taskset", ["-c", Text(processor), program, .. arguments], null, Limit)
            : Programs.RunAsync(program, arguments, null, Limit);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex RequestsPerSecond();

    [GeneratedRegex("(Socket errors|Non-2xx or 3xx responses):.*")]
    private static partial Regex Failures();

    [GeneratedRegex(@"([0-9]+) requests in")]
    private static partial Regex RequestsInAll();

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Tps();

    [GeneratedRegex(@"actually processed: ([0-9]+)")]
    private static partial Regex Transactions();
}
