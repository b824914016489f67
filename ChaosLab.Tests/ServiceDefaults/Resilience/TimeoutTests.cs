using ChaosLab.ServiceDefaults;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ServiceDefaults.Resilience;

public sealed class TimeoutTests
{
    [Fact]
    public async Task An_attempt_ends_at_its_time_although_the_callee_does_not_listen()
    {
        using var callee = new Callee();
        var call = callee.CallAsync(_ => Callee.Never());

        callee.Clock.Advance(TimeSpan.FromMilliseconds(999));
        call.IsCompleted.ShouldBeFalse();
        callee.Clock.Advance(TimeSpan.FromMilliseconds(1));

        var error = await Should.ThrowAsync<DependencyException>(() => call);
        (error.Failure, error.MayHaveHappened).ShouldBe((DependencyFailure.Timeout, true));
        callee.Dependency.State.Available.ShouldBeFalse();
    }

    [Fact]
    public async Task All_attempts_together_end_at_the_total_time()
    {
        using var callee = new Callee(options => (options.TotalTimeout, options.MaxRetries) = (TimeSpan.FromSeconds(1.5), 10));
        var call = callee.CallAsync(_ => Callee.Never());

        callee.Clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.BeTrueAsync("the wait, or the second attempt", () => callee.Clock.Waiting >= 2);
        call.IsCompleted.ShouldBeFalse();
        callee.Clock.Advance(TimeSpan.FromSeconds(0.5));

        (await Should.ThrowAsync<DependencyException>(() => call)).Failure.ShouldBe(DependencyFailure.Timeout);
        callee.Asked.ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void The_naive_profile_waits_for_ever()
    {
        using var callee = new Callee(profile: LabProfile.Naive);
        var call = callee.CallAsync(_ => Callee.Never());

        callee.Clock.Advance(TimeSpan.FromDays(1));

        call.IsCompleted.ShouldBeFalse();
    }
}
