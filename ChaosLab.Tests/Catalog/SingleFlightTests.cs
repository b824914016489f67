using ChaosLab.Catalog.Reading;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Catalog;

public sealed class SingleFlightTests
{
    private readonly SingleFlight<int> flights = new();
    private int started;

    [Fact]
    public async Task Callers_of_one_key_share_the_work_that_is_under_way()
    {
        var gate = new TaskCompletionSource();
        var callers = Enumerable.Range(0, 100).Select(_ => flights.RunAsync("a", () => WorkAsync(gate.Task))).ToArray();
        var other = flights.RunAsync("b", () => WorkAsync(gate.Task));
        gate.SetResult();

        (await Task.WhenAll(callers)).Distinct().ShouldHaveSingleItem();
        await other;
        started.ShouldBe(2);
    }

    [Fact]
    public async Task Finished_work_is_done_again_for_the_next_caller()
    {
        await flights.RunAsync("a", () => WorkAsync(Task.CompletedTask));
        await flights.RunAsync("a", () => WorkAsync(Task.CompletedTask));
        started.ShouldBe(2);
    }

    [Fact]
    public async Task Failure_reaches_every_caller_and_is_not_kept()
    {
        var gate = new TaskCompletionSource();
        var callers = Enumerable.Range(0, 3).Select(_ => flights.RunAsync("a", () => WorkAsync(gate.Task))).ToArray();
        gate.SetException(new InvalidOperationException("no"));
        foreach (var caller in callers)
            await Should.ThrowAsync<InvalidOperationException>(() => caller);

        (await flights.RunAsync("a", () => WorkAsync(Task.CompletedTask))).ShouldBe(2);
    }

    private async Task<int> WorkAsync(Task gate)
    {
        var number = Interlocked.Increment(ref started);
        await gate;
        return number;
    }
}
