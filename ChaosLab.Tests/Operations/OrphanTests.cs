using System.Diagnostics;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Operations;

/// <summary>No orphan ever: however the AppHost ends, what it started ends with it.</summary>
public sealed class OrphanTests(ITestOutputHelper output)
{
    [Fact]
    public async Task AppHost_killed_with_SIGKILL_leaves_nothing_and_the_next_one_ends_with_Ctrl_C()
    {
        await using var lab = new CliLab();
        await using var appHost = lab.StartAppHost();
        var started = await StartedAsync(lab, appHost);

        // It dies while a fault acts.
        var (injected, said) = await lab.RunAsync("fault", "inject", "latency", "web->payment", "--set", "latency=100ms");
        injected.ShouldBe(0, said);
        var clock = Stopwatch.StartNew();
        appHost.KillHard();

        await GoneAsync(started);
        output.WriteLine($"Everything was gone {clock.ElapsedMilliseconds} ms after the kill (promised on a quiet machine: 2000 ms).");

        // The lab starts again on what the kill left: stale files, a postmaster.pid, a Redis log.
        await using var again = lab.StartAppHost();
        started = await StartedAsync(lab, again);
        again.Output.ShouldContain("ended while f-1 acted (latency on web->payment");
        (await lab.RunAsync("fault", "active")).Output.ShouldContain("No fault acts now.");

        // Ctrl+C ends it in good order, with everything it started.
        again.Interrupt();
        (await again.ExitAsync(TimeSpan.FromMinutes(2))).ShouldBe(0, again.Output);
        await GoneAsync(started);
        (await lab.RunAsync("status")).ExitCode.ShouldBe(3);
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
            .Where(r => r.TryGetProperty("pid", out var pid) && pid.ValueKind == System.Text.Json.JsonValueKind.Number)
            .ToDictionary(r => r.GetProperty("name").GetString()!, r => StartedProcess.Of(r.GetProperty("pid").GetInt32()));
        pids.Count.ShouldBe(Lab.Shop.Length, "each resource of the shop is a process of its own");
        return pids;
    }
}
