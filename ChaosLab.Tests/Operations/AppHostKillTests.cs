extern alias hosting;

using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ChaosLab.Hosting.Faults.Journal;
using ChaosLab.Tests.Support;
using hosting::ChaosLab.Hosting.Bridge.Wire;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Operations;

/// <summary>No orphan ever, and no fault that stays: however the AppHost ends, what it started and what it broke ends with it, or at the next start.</summary>
[Collection(Alone.Name)]
public sealed class AppHostKillTests(ITestOutputHelper output)
{
    private static readonly FaultRequest[] Faults =
    [
        new("latency", "web->payment", Settings: new Dictionary<string, string> { ["latency"] = "100ms" }),
        new("pg-read-only", "postgres"),
        new("pause", "analytics"),
        new("stop", "web-2"),
        new("http-error", "catalog"),
        new("redis-memory", "cache"),
        new("dns-failure", "web-1", Settings: new Dictionary<string, string> { ["dependency"] = "payment" }),
        new("outage", "payment"),
    ];

    [Theory]
    [MemberData(nameof(KillPoints.OfAppHost), MemberType = typeof(KillPoints))]
    public async Task AppHost_killed_with_SIGKILL_leaves_nothing_and_the_next_one_ends_with_Ctrl_C(int seed)
    {
        var random = new Random(seed);
        await using var lab = new CliLab();
        await using var appHost = lab.StartAppHost();
        var started = await StartedAsync(lab, appHost);
        var token = PrivateToken(lab);

        // It dies while faults act; by an even seed perhaps before they do.
        await InjectAsync(lab, [.. Faults.OrderBy(_ => random.Next())]);
        if (seed % 2 == 1) await Eventually.BeTrueAsync("a read-only Postgres", () => IsReadOnly(lab) && Journal(lab).Any(entry => entry is { Kind: "pg-read-only", Step: "acted" }));
        await Task.Delay(random.Next(0, 400));
        var clock = Stopwatch.StartNew();
        appHost.KillHard();

        await GoneAsync(started);
        output.WriteLine($"Everything was gone {clock.ElapsedMilliseconds} ms after the kill (promised on a quiet machine: 2000 ms).");
        if (seed % 2 == 1) IsReadOnly(lab).ShouldBeTrue("the kill leaves what lies in the data directory");

        // The next one dies while it starts: by an odd seed most likely before it undoes that, else before, meanwhile or after.
        await using (var halfway = lab.StartAppHost())
        {
            await Eventually.BeTrueAsync("it tells what was left", () => halfway.Output.Contains("acted (latency on web->payment", StringComparison.Ordinal), TimeSpan.FromMinutes(2));
            await Task.Delay(random.Next(0, seed % 2 == 1 ? 300 : 3000));
            halfway.KillHard();
            output.WriteLine($"The next start was killed while Postgres was {(IsReadOnly(lab) ? "still" : "not")} set to read-only.");
        }

        // The lab starts again on what the kills left: stale files, a postmaster.pid, a Redis log, a setting of Postgres.
        await using var again = lab.StartAppHost();
        started = await StartedAsync(lab, again);
        PrivateToken(lab).ShouldNotBe(token, "each run has a token of its own");
        await Eventually.BeAsync("no fault", _ => lab.RunAsync("fault", "active"), run => run.Output.Contains("No fault acts now.", StringComparison.Ordinal), every: CliLab.BetweenPrograms);
        IsReadOnly(lab).ShouldBeFalse();
        FaultJournal.Open(Journal(lab)).ShouldBeEmpty();
        using (var shop = new HttpClient { BaseAddress = new Uri(Located(lab).GatewayUrl!) }) await shop.BuyUntilOkAsync();

        // Ctrl+C ends it in good order, with everything it started and all that acts.
        var (injected, said) = await lab.RunAsync("fault", "inject", "pg-read-only", "postgres");
        injected.ShouldBe(0, said);
        IsReadOnly(lab).ShouldBeTrue();
        again.Interrupt();
        (await again.ExitAsync(TimeSpan.FromMinutes(2))).ShouldBe(0, again.Output);
        await GoneAsync(started);
        IsReadOnly(lab).ShouldBeFalse("a stop leaves nothing in the data directory");
        FaultJournal.Open(Journal(lab)).ShouldBeEmpty();
        (await lab.RunAsync("status")).ExitCode.ShouldBe(3);
    }

    private static async Task InjectAsync(CliLab lab, FaultRequest[] faults)
    {
        var located = Located(lab);
        using var http = new HttpClient { BaseAddress = new Uri(located.BridgeUrl) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", located.Token);
        foreach (var fault in faults)
        {
            using var response = await http.PostAsJsonAsync("/faults", fault, WireJson.Options);
            response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
        }
    }

    private static LabLocation Located(CliLab lab) => JsonSerializer.Deserialize<LabLocation>(File.ReadAllText(lab.LocateFile), WireJson.Options)!;

    // Nobody but its owner may read the file that it is in.
    private static string PrivateToken(CliLab lab)
    {
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(lab.LocateFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var token = Located(lab).Token;
        token.Length.ShouldBeGreaterThanOrEqualTo(32);
        return token;
    }

    private static FaultEntry[] Journal(CliLab lab) => [.. FaultJournal.Read(Path.Combine(lab.Data, "journal", FaultJournal.FileName))];

    // Of a data directory that the user of Postgres cannot reach the lab remembers where it is instead.
    private static bool IsReadOnly(CliLab lab)
    {
        var home = Path.Combine(lab.Data, "postgres");
        var moved = Path.Combine(home, "moved-to");
        if (File.Exists(moved)) home = File.ReadAllText(moved).Trim();
        return File.ReadAllText(Path.Combine(home, "data", "postgresql.auto.conf")).Contains("default_transaction_read_only", StringComparison.Ordinal);
    }

    private static Task<string[]> GoneAsync(Dictionary<string, StartedProcess> started)
        => Eventually.BeAsync("everything gone", _ => Task.FromResult(started.Where(p => p.Value.IsAlive).Select(p => p.Key).ToArray()), alive => alive.Length == 0);

    private static async Task<Dictionary<string, StartedProcess>> StartedAsync(CliLab lab, RunningProgram appHost)
    {
        await Eventually.BeAsync("a healthy lab", _ =>
        {
            appHost.Output.ShouldNotContain("Unhandled exception");
            return lab.RunAsync("health");
        }, health => health.ExitCode == 0, TimeSpan.FromMinutes(3), CliLab.BetweenPrograms);

        var pids = (await lab.StatusAsync())
            .Where(r => r.TryGetProperty("pid", out var pid) && pid.ValueKind == JsonValueKind.Number)
            .ToDictionary(r => r.GetProperty("name").GetString()!, r => StartedProcess.Of(r.GetProperty("pid").GetInt32()));
        pids.Count.ShouldBe(Lab.Shop.Length, "each resource of the shop is a process of its own");
        return pids;
    }
}
