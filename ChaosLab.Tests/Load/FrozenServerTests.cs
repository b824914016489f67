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
    [Fact]
    public async Task A_frozen_server_shows_in_the_p99()
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
        (result.Total.Due, result.Total.Succeeded, result.Total.Unsent).ShouldBe((10_000, 10_000, 0));
        result.Total.P99!.Value.ShouldBe(truth, tolerance: truth * 0.02);
        result.Total.P50!.Value.ShouldBeLessThan(200);
        result.PeakConnections.ShouldBe(64);
        result.KeptUp.ShouldBeTrue(result.Complaint);
    }
}
