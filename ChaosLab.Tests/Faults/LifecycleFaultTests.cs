extern alias hosting;

using System.Net;
using System.Net.Sockets;
using ChaosLab.Tests.Support;
using hosting::ChaosLab.Hosting.Bridge.Wire;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Faults;

/// <summary>Faults that start and end parts of the shop, as a caller of them sees it, and their complete removal.</summary>
[Collection(SharedLabDefinition.Name)]
public sealed class LifecycleFaultTests(SharedLab shared) : SharedLabTest(shared)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly Lab _lab = shared.Lab;

    [Fact]
    public async Task A_crash_loop_kills_it_again_and_again_until_it_is_removed()
    {
        using var analytics = _lab.ClientOf("analytics");
        var pids = new HashSet<int> { await _lab.PidAsync("analytics") };

        var run = await _lab.InjectFeltAsync("crash-loop", "analytics", ("after", "0"));
        await AwayAsync(analytics);
        await Eventually.BeTrueAsync("a third life", async _ =>
        {
            if (await RunningPidAsync("analytics") is > 0 and var pid) pids.Add(pid);
            return pids.Count >= 3;
        }, Limit);

        await run.RemoveAsync();
        await _lab.HealthyAsync();
        var survivor = await _lab.PidAsync("analytics");
        await analytics.GetStringAsync("/alive");
        (await _lab.PidAsync("analytics")).ShouldBe(survivor);
    }

    [Fact]
    public async Task A_restart_puts_a_new_process_in_the_place_of_the_old()
    {
        var old = await _lab.PidAsync("analytics");
        using var analytics = _lab.ClientOf("analytics");
        using var over = new CancellationTokenSource();
        var refusals = CountRefusalsAsync(analytics.BaseAddress!.Port, over.Token);

        var record = await EndAsync(await _lab.InjectFeltAsync("restart", "analytics"));
        await over.CancelAsync();

        record.State.ShouldBe(FaultState.Recovered, record.Message);
        (await refusals).ShouldBeGreaterThan(0, "a caller is refused while nobody listens");
        (await analytics.GetStringAsync("/alive")).ShouldNotBeEmpty();
        (await _lab.PidAsync("analytics")).ShouldNotBe(old);
        await _lab.HealthyAsync();
    }

    [Fact]
    public async Task A_random_kill_puts_a_new_process_in_the_place_of_one_and_the_same_seed_of_the_same_one()
    {
        var victims = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            var before = await PidsAsync();
            await _lab.PressOkAsync("lab", "random-kill", ("seed", "11"));
            await _lab.HealthyAsync();
            var after = await PidsAsync();
            victims.Add(Lab.Shop.Single(name => before[name] != after[name]));
        }

        victims[1].ShouldBe(victims[0]);
    }

    [Fact]
    public async Task A_stop_for_some_seconds_ends_by_itself()
    {
        using var analytics = _lab.ClientOf("analytics");
        var pressed = _lab.PressAsync("analytics", "stop-for", ("seconds", "4"));

        await AwayAsync(analytics);

        (await pressed).Success.ShouldBeTrue((await pressed).Message);
        await _lab.HealthyAsync();
    }

    [Theory]
    [InlineData("stop", "analytics")]
    [InlineData("partition", "gateway")]
    public async Task What_was_stopped_is_lifted_once_it_runs(string kind, string target)
    {
        var run = await _lab.InjectFeltAsync(kind, target);

        var record = await ChaosLab.Hosting.Faults.FaultRunner.LiftAsync(run, CancellationToken.None).WaitAsync(Limit);

        record.LiftedAt.ShouldNotBeNull(record.Message);
        (await _lab.SnapshotAsync(target)).State!.Text.ShouldBe("Running");
        await _lab.HealthyAsync();
    }

    [Fact]
    public async Task A_start_brings_up_what_does_not_run_and_is_refused_for_what_does()
    {
        using var third = _lab.ClientOf("web-3");
        var record = await EndAsync(_lab.Inject("start", "web-3"));
        try
        {
            record.State.ShouldBe(FaultState.Recovered, record.Message);
            await Eventually.BeAsync("an answer", ct => third.GetStringAsync("/alive", ct), answer => answer.Length > 0, Limit);
            Should.Throw<Exception>(() => _lab.Inject("start", "web-3")).Message.ShouldContain("already");
        }
        finally
        {
            await _lab.PressOkAsync("web-3", "stop");
        }
    }

    [Fact]
    public async Task Killing_one_instance_while_the_other_is_away_needs_force()
    {
        var run = await _lab.InjectFeltAsync("stop", "web-1");

        Should.Throw<Exception>(() => _lab.Inject("kill", "web-2")).Message.ShouldContain("half is the most");

        await run.RemoveAsync();
        await _lab.HealthyAsync();
    }

    private static async Task<FaultRecord> EndAsync(ChaosLab.Hosting.Faults.FaultRun run)
    {
        using var limit = new CancellationTokenSource(Limit);
        return await run.WaitAsync(_ => false, limit.Token);
    }

    private async Task<Dictionary<string, int>> PidsAsync()
    {
        var pids = new Dictionary<string, int>();
        foreach (var name in Lab.Shop)
        {
            pids[name] = await Eventually.BeAsync($"the process of {name}", _ => RunningPidAsync(name), pid => pid > 0, Limit);
        }

        return pids;
    }

    // Each on a connection of its own: one that stands would be reset instead.
    private static async Task<int> CountRefusalsAsync(int port, CancellationToken over)
    {
        var refusals = 0;
        while (!over.IsCancellationRequested)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port, CancellationToken.None);
            }
            catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
            {
                refusals++;
            }

            await Task.Delay(20, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return refusals;
    }

    private static Task AwayAsync(HttpClient service) => Eventually.BeTrueAsync("no answer", async ct =>
    {
        try
        {
            await service.GetStringAsync("/alive", ct);
            return false;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }, Limit);

    private async Task<int> RunningPidAsync(string resource)
        => (await _lab.SnapshotAsync(resource)).Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value is { } pid
            ? Convert.ToInt32(pid, System.Globalization.CultureInfo.InvariantCulture)
            : 0;
}
