using ChaosLab.ServiceDefaults;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ServiceDefaults.Resilience;

/// <summary>Closed, open, half-open: at the fourth failed call within 10 s, for 5 s.</summary>
public sealed class BreakerTests : IDisposable
{
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(5);

    private readonly Callee _callee = new(options =>
        (options.MinimumThroughput, options.FailureRatio, options.SamplingDuration, options.BreakDuration) = (4, 0.5, TimeSpan.FromSeconds(10), Break));

    private string Circuit => _callee.Dependency.State.Circuit;

    public void Dispose() => _callee.Dispose();

    [Fact]
    public async Task Few_failures_prove_nothing()
    {
        for (var i = 0; i < 3; i++) await _callee.FailAsync();
        Circuit.ShouldBe("closed");
    }

    [Fact]
    public async Task Failures_long_ago_do_not_count()
    {
        for (var i = 0; i < 3; i++) await _callee.FailAsync();
        _callee.Clock.Advance(TimeSpan.FromSeconds(20));
        await _callee.FailAsync();
        Circuit.ShouldBe("closed");
    }

    [Fact]
    public async Task Fewer_failures_than_the_ratio_leave_it_closed()
    {
        for (var i = 0; i < 6; i++) await _callee.CallAsync(_ => Task.FromResult("well"));
        for (var i = 0; i < 5; i++) await _callee.FailAsync();
        Circuit.ShouldBe("closed");
    }

    [Fact]
    public async Task Open_it_refuses_at_once_and_asks_nobody()
    {
        await OpenAsync();
        var asked = _callee.Asked;

        var error = await _callee.FailAsync();

        (error.Failure, error.MayHaveHappened).ShouldBe((DependencyFailure.CircuitOpen, false));
        _callee.Asked.ShouldBe(asked);
        _callee.Dependency.State.Available.ShouldBeFalse();
    }

    [Fact]
    public async Task Half_open_it_lets_one_call_through_whose_success_closes_it()
    {
        await OpenAsync();
        _callee.Clock.Advance(Break);
        var asked = _callee.Asked;
        var answer = new TaskCompletionSource<string>();

        var probe = _callee.CallAsync(_ => answer.Task);
        Circuit.ShouldBe("half-open");
        (await _callee.FailAsync()).Failure.ShouldBe(DependencyFailure.CircuitOpen);
        _callee.Asked.ShouldBe(asked + 1);

        answer.SetResult("well");
        (await probe).ShouldBe("well");
        Circuit.ShouldBe("closed");
        _callee.Dependency.State.Available.ShouldBeTrue();
    }

    [Fact]
    public async Task A_probe_that_fails_opens_it_again()
    {
        await OpenAsync();
        _callee.Clock.Advance(Break);

        (await _callee.FailAsync()).Failure.ShouldBe(DependencyFailure.Failed);

        Circuit.ShouldBe("open");
    }

    [Fact]
    public async Task A_refusal_by_a_dependency_that_is_well_does_not_open_it()
    {
        for (var i = 0; i < 20; i++)
            await Should.ThrowAsync<DependencyRejectedException>(() => _callee.CallAsync(_ => throw new DependencyRejectedException("no")));
        Circuit.ShouldBe("closed");
    }

    private async Task OpenAsync()
    {
        for (var i = 0; i < 4; i++) await _callee.FailAsync();
        Circuit.ShouldBe("open");
    }
}
