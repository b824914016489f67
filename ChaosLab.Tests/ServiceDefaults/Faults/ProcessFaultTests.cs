using System.Diagnostics;
using System.Net;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ServiceDefaults.Faults;

/// <summary>Faults on a whole process, in a process that nobody else needs.</summary>
[Collection(Alone.Name)]
public sealed class ProcessFaultTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private PaymentProcess _payment = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _payment = await PaymentProcess.StartAsync();

    public ValueTask DisposeAsync() => _payment.DisposeAsync();

    [Fact]
    public async Task A_full_disk_refuses_charges_until_it_is_over()
    {
        (await _payment.ChargeAsync("before")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await _payment.PutAsync("f", "disk-full", 60_000);

        using var refused = await _payment.ChargeAsync("during");
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await refused.Content.ReadAsStringAsync(Ct)).ShouldBe("""{"error":"ledger unavailable","charged":false}""");

        await _payment.PutAsync("f", "disk-full", 500);
        await Eventually.BeTrueAsync("the fault is over", _payment.IsUntroubledAsync, Patience);
        (await _payment.ChargeAsync("during")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var ledger = await _payment.Http.GetStringAsync("/ledger", Ct);
        ledger.ShouldContain("before");
        ledger.ShouldContain("during");
    }

    [Fact]
    public async Task A_starved_thread_pool_makes_everything_slow_and_the_fault_still_ends_by_itself()
    {
        var before = await TimeOfHealthAsync();
        await _payment.PutAsync("f", "thread-pool", 6_000, ("wait", "500"));

        // Each request needs several turns of the one worker that is left.
        (await TimeOfHealthAsync()).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(400));

        await Eventually.BeTrueAsync("the fault is over", _payment.IsUntroubledAsync, Patience);
        await Eventually.BeTrueAsync($"as quick as before ({before.TotalMilliseconds:0} ms)",
            async _ => await TimeOfHealthAsync() < TimeSpan.FromMilliseconds(400), Patience);
    }

    [Fact]
    public async Task Processor_time_is_burnt_for_as_long_as_the_fault_lasts()
    {
        await _payment.PutAsync("f", "cpu", 60_000, ("cores", "1"));
        var before = ProcessorTime();

        await Eventually.BeTrueAsync("a second of processor time is burnt",
            _ => Task.FromResult(ProcessorTime() - before > TimeSpan.FromSeconds(1)), Patience);

        await _payment.PutAsync("f", "cpu", 500, ("cores", "1"));
        await Eventually.BeTrueAsync("the fault is over", _payment.IsUntroubledAsync, Patience);
        await Eventually.BeTrueAsync("idle again", async _ =>
        {
            var idle = ProcessorTime();
            await Task.Delay(TimeSpan.FromSeconds(1), Ct);
            return ProcessorTime() - idle < TimeSpan.FromMilliseconds(300);
        }, Patience);
    }

    [Fact]
    public async Task Memory_grows_to_its_limit_and_is_given_back()
    {
        var before = Resident();
        await _payment.PutAsync("f", "memory", 60_000, ("limit", "60"), ("rate", "60"));
        await Eventually.BeTrueAsync("60 MB more", _ => Task.FromResult(Resident() > before + (50L << 20)), Patience);

        await _payment.PutAsync("f", "memory", 500, ("limit", "60"), ("rate", "60"));

        await Eventually.BeTrueAsync("given back", _ => Task.FromResult(Resident() < before + (30L << 20)), Patience);
        _payment.Program.Output.ShouldNotContain("of its hard limit");
    }

    [Fact]
    public async Task Memory_without_end_ends_the_process_after_an_alert()
    {
        await _payment.PutAsync("f", "memory", 60_000, ("limit", "1024"), ("rate", "60"));

        (await _payment.Program.ExitAsync(Patience)).ShouldNotBe(0);

        _payment.Program.Output.ShouldContain("% of its hard limit of 128 MiB; at 100 % the process ends, out of memory");
        _payment.Program.Output.ShouldContain("Out of memory");
    }

    private async Task<TimeSpan> TimeOfHealthAsync()
    {
        var clock = Stopwatch.StartNew();
        await _payment.Http.GetStringAsync("/alive", Ct);
        return clock.Elapsed;
    }

    private TimeSpan ProcessorTime()
    {
        using var process = Process.GetProcessById(_payment.Program.Pid);
        return process.TotalProcessorTime;
    }

    private long Resident()
    {
        using var process = Process.GetProcessById(_payment.Program.Pid);
        return process.WorkingSet64;
    }
}
