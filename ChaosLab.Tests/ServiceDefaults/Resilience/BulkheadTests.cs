using ChaosLab.ServiceDefaults;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ServiceDefaults.Resilience;

public sealed class BulkheadTests
{
    [Fact]
    public async Task One_more_than_it_takes_is_refused_at_once()
    {
        using var callee = new Callee(options => (options.MaxConcurrency, options.MaxQueue) = (1, 0));
        var answer = new TaskCompletionSource<string>();
        var first = callee.CallAsync(_ => answer.Task);

        // No time has passed on the clock: it did not wait.
        var error = await Should.ThrowAsync<DependencyException>(() => callee.CallAsync(_ => Task.FromResult("too many")));

        (error.Failure, error.MayHaveHappened).ShouldBe((DependencyFailure.BulkheadFull, false));
        callee.Asked.ShouldBe(1);
        answer.SetResult("served");
        (await first).ShouldBe("served");
        (await callee.CallAsync(_ => Task.FromResult("room again"))).ShouldBe("room again");
    }

    [Fact]
    public async Task Those_who_may_wait_have_their_turn()
    {
        using var callee = new Callee(options => (options.MaxConcurrency, options.MaxQueue) = (1, 1));
        var answer = new TaskCompletionSource<string>();
        var first = callee.CallAsync(_ => answer.Task);
        var second = callee.CallAsync(_ => Task.FromResult("second"));
        (await Should.ThrowAsync<DependencyException>(() => callee.CallAsync(_ => Task.FromResult("third")))).Failure.ShouldBe(DependencyFailure.BulkheadFull);
        second.IsCompleted.ShouldBeFalse();

        answer.SetResult("first");

        (await first, await second).ShouldBe(("first", "second"));
    }

    [Fact]
    public async Task Waiting_counts_into_the_total_time()
    {
        using var callee = new Callee(options => (options.MaxConcurrency, options.MaxQueue, options.TotalTimeout) = (1, 1, TimeSpan.FromSeconds(1)));
        var first = callee.CallAsync(_ => Callee.Never());
        var second = callee.CallAsync(_ => Task.FromResult("second"));

        callee.Clock.Advance(TimeSpan.FromSeconds(1));

        (await Should.ThrowAsync<DependencyException>(() => first)).Failure.ShouldBe(DependencyFailure.Timeout);
        try
        {
            // The first one's end and the second one's come at the same moment: either may be first.
            (await second).ShouldBe("second");
        }
        catch (DependencyException error)
        {
            error.Failure.ShouldBe(DependencyFailure.Timeout);
        }
    }
}
