using System.Diagnostics;
using ChaosLab.ChaosController.Load;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Load;

/// <summary>The test that closed-loop tools fail: a server that stands still for 2 of 10 s.</summary>
[Collection(Alone.Name)]
public sealed class FrozenServerTests(ITestOutputHelper output)
{
    private const double Tolerance = 0.02;

    [Fact]
    public async Task A_frozen_server_shows_in_the_p99()
    {
        // A stall of the machine's own adds to the one that is made here, which a generator that leaves stalls out never shows.
        var (result, truth) = await RunAsync();
        for (var again = 0; again < 2 && !(result.KeptUp && IsNear(result.Total.P99, truth)); again++) (result, truth) = await RunAsync();

        (result.Total.Due, result.Total.Succeeded, result.Total.Unsent).ShouldBe((10_000, 10_000, 0));
        result.Total.P99!.Value.ShouldBe(truth, tolerance: truth * Tolerance);
        result.Total.P50!.Value.ShouldBeLessThan(200);
        result.PeakConnections.ShouldBe(64);
        result.KeptUp.ShouldBeTrue(result.Complaint);
    }

    private static bool IsNear(double? p99, double truth) => p99 is { } seen && Math.Abs(seen - truth) <= truth * Tolerance;

    /// <summary>1,000 requests/s for 10 s at a server that stands still for 2 of them, and what the p99 is in truth, in ms.</summary>
    private async Task<(LoadResult Result, double Truth)> RunAsync()
    {
        var gate = new TaskCompletionSource();
        gate.SetResult();
        var clock = Stopwatch.StartNew();
        await using var server = new RawServer(async (_, socket) =>
        {
            await Volatile.Read(ref gate).Task;
            await socket.SendAsync(RawServer.Answer(200));
        });
        await using var load = LoadGenerator.StartOn(LoadGeneratorTests.Constant(1000), server.Url, 1);
        load.EndAfter(TimeSpan.FromSeconds(10));

        // The length of the freeze is measured: a busy machine may wake late.
        await Task.Delay(TimeSpan.FromSeconds(4));
        var frozen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var began = clock.Elapsed;
        Volatile.Write(ref gate, frozen);
        await Task.Delay(TimeSpan.FromSeconds(2));
        var froze = clock.Elapsed - began;
        frozen.SetResult();
        await load.Over.WaitAsync(TimeSpan.FromMinutes(1));
        var result = await load.StopAsync(CancellationToken.None);

        // Of 10,000 requests the 100 slowest were due in the first 100 ms of the freeze.
        var truth = froze.TotalMilliseconds - 100;
        output.WriteLine($"p99 {result.Total.P99} ms, truth {truth:0} ms, max {result.Total.Max} ms, lag p99 {result.LagP99} ms, unsent {result.Total.Unsent}");
        return (result, truth);
    }
}
