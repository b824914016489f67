extern alias hosting;

using System.Diagnostics;
using System.Net.Http.Json;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Guard;
using ChaosLab.Hosting.Faults.Journal;
using ChaosLab.Hosting.Resources;
using ChaosLab.Hosting.Restoring;
using ChaosLab.Tests.Support;
using hosting::ChaosLab.Hosting.Bridge.Wire;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Faults;

/// <summary>The emergency stop, the ceilings, and the dead-man's switch.</summary>
[Collection(SharedLabDefinition.Name)]
public sealed class HaltTests(SharedLab shared) : IAsyncLifetime
{
    private static readonly string[] Edges = ["web->catalog", "web->cache", "catalog->cache", "catalog->postgres", "payment->cache", "analytics->cache", "gateway->catalog"];

    // payment, catalog, analytics, and the two of web that run.
    private const int InjectableServices = 5;

    // What is promised, and what a machine that others work on may need besides: processes that start and answer.
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Allowance = TimeSpan.FromSeconds(5);

    private readonly Lab _lab = shared.Lab;

    public ValueTask InitializeAsync() => new(_lab.HealthyAsync());

    public async ValueTask DisposeAsync()
    {
        _lab.App.Services.GetRequiredService<HaltSwitch>().Release();
        await _lab.RestoreAsync();
    }

    [Fact]
    public async Task Twenty_faults_are_undone_at_once_and_new_ones_refused_until_released()
    {
        var runs = Enumerable.Range(0, 20).Select(i => _lab.Inject("latency", Edges[i % Edges.Length], ("latency", "100ms"))).ToArray();
        foreach (var run in runs) await Eventually.BeTrueAsync($"{run.Record.Id} acts", _ => Task.FromResult(run.Record.ActedAt is not null), TimeSpan.FromSeconds(30));

        var status = await _lab.App.Services.GetRequiredService<LabHalt>().HaltAsync(new HaltRequest("enough", "test"));

        status.Undone.ShouldBe(20);
        status.Problems.ShouldBeEmpty();

        // How long it takes is the benchmark's to say; that nothing is left when it answers does not depend on the machine.
        await _lab.NoToxicsAsync(within: TimeSpan.Zero);
        runs.ShouldAllBe(run => run.Record.LiftedAt >= status.Since);
        _lab.App.Services.GetRequiredService<FaultBook>().Active.ShouldBeEmpty();
        TestContext.Current.TestOutputHelper?.WriteLine($"20 faults undone in {status.Milliseconds:0} ms");
        Should.Throw<FaultRefusedException>(() => _lab.Inject("latency", "web->cache")).Message.ShouldContain("The lab is halted (enough)");

        _lab.App.Services.GetRequiredService<HaltSwitch>().Release();
        await (await _lab.InjectFeltAsync("latency", "web->cache")).RemoveAsync();
    }

    [Fact]
    public async Task A_rehearsal_asks_every_holder_and_changes_nothing()
    {
        var services = _lab.App.Services;
        var acting = await _lab.InjectFeltAsync("latency", "web->catalog", ("latency", "100ms"));
        var inside = await _lab.InjectFeltAsync("http-latency", "catalog");
        var journal = services.GetRequiredService<FaultJournal>().FilePath;
        var written = new FileInfo(journal).Length;

        var undone = await services.GetRequiredService<HaltRehearsal>().RunAsync(CancellationToken.None);

        undone.ShouldBe(services.GetRequiredService<LabResource>().Edges.All.Count + (2 * InjectableServices));
        services.GetRequiredService<HaltSwitch>().Status.Halted.ShouldBeFalse();
        services.GetRequiredService<FaultBook>().Present.ShouldBe([acting, inside]);
        acting.Record.State.ShouldBe(FaultState.Active);
        inside.Record.State.ShouldBe(FaultState.Active);
        (await _lab.EdgeAsync("web->catalog")).Toxics.ShouldNotBeNull().ShouldHaveSingleItem();
        using var catalog = _lab.ClientOf("catalog");
        (await catalog.JsonAsync("/chaos/faults")).GetProperty("faults").GetArrayLength().ShouldBe(1);
        new FileInfo(journal).Length.ShouldBe(written);
        await acting.RemoveAsync();
        await inside.RemoveAsync();
    }

    [Fact]
    public async Task A_rehearsal_leaves_out_who_is_away()
    {
        var all = await _lab.App.Services.GetRequiredService<HaltRehearsal>().RunAsync(CancellationToken.None);
        var away = await _lab.InjectFeltAsync("stop", "analytics");

        (await _lab.App.Services.GetRequiredService<HaltRehearsal>().RunAsync(CancellationToken.None)).ShouldBe(all - 2);
        await away.RemoveAsync();
    }

    [Fact]
    public async Task No_more_than_32_faults_act_at_once()
    {
        for (var i = 0; i < BlastRadius.MostAtOnce; i++) _lab.Inject("latency", Edges[i % Edges.Length], ("latency", "50ms"));

        Should.Throw<FaultRefusedException>(() => _lab.Inject("latency", "web->cache")).Message.ShouldContain("32 is the most");
        await _lab.RestoreAsync();
    }

    [Fact]
    public async Task Half_of_the_instances_of_a_critical_service_is_the_most()
    {
        var first = await _lab.InjectFeltAsync("pause", "web-1");

        Should.Throw<FaultRefusedException>(() => _lab.Inject("pause", "web-2")).Message.ShouldContain("2 of 2 instances of 'web'");
        Should.Throw<FaultRefusedException>(() => _lab.Inject("down", "gateway->web-2")).Message.ShouldContain("--force");
        Should.Throw<FaultRefusedException>(() => _lab.Inject("full-outage", "lab")).Message.ShouldContain("--force");
        await first.RemoveAsync();
    }

    [Theory]
    [InlineData("reset-peer", "gateway->web-2", null)]
    [InlineData("limit-data", "gateway->web-2", null)]
    [InlineData("timeout", "gateway->web-2", null)]
    [InlineData("packet-loss", "gateway->web-2", "loss=100%")]
    [InlineData("latency", "gateway->web-2", "latency=60s")]
    [InlineData("slow", "web-2", "latency=5s")]
    [InlineData("bandwidth", "gateway->web-2", "rate=1KB/s")]
    [InlineData("slicer", "gateway->web-2", "delay=10s")]
    [InlineData("partition", "web-2", null)]
    [InlineData("http-error", "web-2", "rate=99.9%")]
    [InlineData("http-exception", "web-2", "rate=50%")]
    [InlineData("http-latency", "web-2", "latency=60s")]
    public async Task What_serves_nearly_nobody_counts_as_disabled(string kind, string target, string? setting)
    {
        var settings = setting?.Split('=') is [var name, var value] ? new[] { (name, value) } : [];
        var first = await _lab.InjectFeltAsync("down", "gateway->web-1");

        Should.Throw<FaultRefusedException>(() => _lab.Inject(kind, target, settings)).Message.ShouldContain("2 of 2 instances of 'web'");
        await first.RemoveAsync();
    }

    [Theory]
    [InlineData("latency", "gateway->web-2", "latency=1s")]
    [InlineData("timeout", "gateway->web-2", "toxicity=10%")]
    [InlineData("http-error", "web-2", "rate=10%")]
    [InlineData("http-error", "web-2", "route=/purchase")]
    public async Task What_most_get_through_does_not(string kind, string target, string setting)
    {
        var first = _lab.Inject("down", "gateway->web-1");
        var second = _lab.Inject(kind, target, (setting.Split('=')[0], setting.Split('=')[1]));

        // A restore calls back what is still on its way.
        foreach (var run in (FaultRun[])[first, second]) await Eventually.BeTrueAsync($"{run.Record.Kind} acts", () => run.Record.ActedAt is not null);
        await _lab.RestoreAsync();
    }

    [Fact]
    public async Task What_comes_up_only_just_now_is_no_problem_of_a_halt()
    {
        await _lab.InjectFeltAsync("stop", "analytics");
        await _lab.InjectFeltAsync("stop", "catalog");

        var status = await _lab.App.Services.GetRequiredService<LabHalt>().HaltAsync(new HaltRequest("enough", "test"));

        (status.Undone, status.Found).ShouldBe((2, null));
        status.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_halt_names_who_could_not_be_asked()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Freezes a process by a signal.");
        var pid = await _lab.PidAsync("catalog");
        using (var stop = Process.Start("kill", ["-STOP", $"{pid}"])) await stop.WaitForExitAsync();
        var clock = Stopwatch.StartNew();

        var status = await _lab.App.Services.GetRequiredService<LabHalt>().HaltAsync(new HaltRequest("enough", "test"));

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        status.Problems.ShouldHaveSingleItem().ShouldContain("is not known of 'catalog': no answer within 1 s. Run ./lab restore.");
        await _lab.RestoreAsync();
        (await _lab.PidAsync("catalog")).ShouldBe(pid);
    }

    [Fact]
    public async Task A_halt_finds_what_others_have_put_there_and_undoes_it()
    {
        var lab = _lab.App.Services.GetRequiredService<LabResource>();
        using var anybody = new HttpClient { DefaultRequestHeaders = { Authorization = new("Bearer", lab.Token) } };
        var proxy = $"http://127.0.0.1:{lab.Edges.ApiPort}/proxies/";
        await AcceptedAsync(anybody.PostAsJsonAsync($"{proxy}{Uri.EscapeDataString("web->catalog")}/toxics", new { name = "by hand", type = "latency", attributes = new { latency = 100 } }));
        await AcceptedAsync(anybody.PostAsJsonAsync($"{proxy}{Uri.EscapeDataString("payment->cache")}", new { enabled = false }));
        await AcceptedAsync(anybody.PutAsJsonAsync(_lab.ClientOf("catalog").BaseAddress + "chaos/faults/by-hand", new { kind = "http-error", ttlMs = 60_000 }));
        await AcceptedAsync(anybody.PutAsJsonAsync(_lab.Payment.BaseAddress + "fail-mode", new { enabled = true, forSeconds = 600 }));
        await _lab.InjectFeltAsync("latency", "web->cache", ("latency", "100ms"));

        var status = await _lab.App.Services.GetRequiredService<LabHalt>().HaltAsync(new HaltRequest("enough", "test"));

        status.Found.ShouldBe(
            ["an outage of payment", "http-error in catalog", "latency downstream (latency=100, jitter=0) on web->catalog", "payment->cache switched off"], ignoreOrder: true);
        status.Undone.ShouldBe(1);
        status.Problems.ShouldBeEmpty();
        await _lab.NoToxicsAsync(TimeSpan.Zero);
        (await _lab.EdgeAsync("payment->cache")).Enabled.ShouldBeTrue();
        using var catalog = _lab.ClientOf("catalog");
        (await catalog.JsonAsync("/chaos/faults")).GetProperty("faults").GetArrayLength().ShouldBe(0);
        (await _lab.Payment.JsonAsync("/fail-mode")).GetProperty("failMode").GetBoolean().ShouldBeFalse();
        TestContext.Current.TestOutputHelper?.WriteLine($"Undone in {status.Milliseconds:0} ms");
        await _lab.Gateway.BuyUntilOkAsync();
    }

    [Fact]
    public async Task A_dead_controller_takes_its_faults_with_it()
    {
        var latency = await _lab.InjectFeltAsync("latency", "web->catalog", ("latency", "100ms"));
        var pause = await _lab.InjectFeltAsync("pause", "analytics");
        await _lab.PressOkAsync("chaos", "stop");

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        (await latency.WaitAsync(_ => false, limit.Token)).State.ShouldBe(FaultState.Recovered, latency.Record.Message);
        (await pause.WaitAsync(_ => false, limit.Token)).State.ShouldBe(FaultState.Recovered, pause.Record.Message);
        await _lab.NoToxicsAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_killed_controller_takes_faults_of_every_place_with_it_in_seconds()
    {
        // One that the proxy holds, one of the AppHost, one that needs a start, one inside a service.
        FaultRun[] runs =
        [
            await _lab.InjectFeltAsync("latency", "web->catalog", ("latency", "100ms")),
            await _lab.InjectFeltAsync("pause", "analytics"),
            await _lab.InjectFeltAsync("stop", "web-2"),
            await _lab.InjectFeltAsync("http-error", "payment"),
        ];
        var pids = (Chaos: await _lab.PidAsync("chaos"), Analytics: await _lab.PidAsync("analytics"));

        using var controller = Process.GetProcessById(pids.Chaos);
        var killed = DateTimeOffset.UtcNow;
        controller.Kill();

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        foreach (var run in runs) (await run.WaitAsync(_ => false, limit.Token)).State.ShouldBe(FaultState.Recovered, run.Record.Message);
        var took = runs.Select(run => (run.Record.Kind, Seconds: (run.Record.LiftedAt!.Value - killed).TotalSeconds)).ToArray();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"After the kill of the controller gone (promised: {Promised.TotalSeconds:0} s): {string.Join(", ", took.Select(lift => $"{lift.Kind} {lift.Seconds:0.00} s"))}");

        took.Max(lift => lift.Seconds).ShouldBeLessThan((Promised + Allowance).TotalSeconds);
        await _lab.NoToxicsAsync(TimeSpan.FromSeconds(30));
        StartedProcess.Of(pids.Analytics).IsStopped.ShouldBeFalse();
        using var payment = _lab.ClientOf("payment");
        (await payment.JsonAsync("/chaos/faults")).GetProperty("faults").GetArrayLength().ShouldBe(0);
        (await _lab.SnapshotAsync("web-2")).State!.Text.ShouldBe("Running");
        _lab.App.Services.GetRequiredService<FaultBook>().Present.ShouldBeEmpty();
    }

    private static async Task AcceptedAsync(Task<HttpResponseMessage> asked)
    {
        using var response = await asked;
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
    }
}
