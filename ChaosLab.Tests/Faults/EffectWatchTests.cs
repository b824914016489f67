extern alias hosting;

using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Tests.Support;
using hosting::ChaosLab.Hosting.Bridge.Wire;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Faults;

/// <summary>Whether a caller felt a fault: what was unwell before it proves nothing.</summary>
public sealed class EffectWatchTests : IObserver
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private volatile bool _well;

    public Task<bool> IsWellAsync(CancellationToken ct) => Task.FromResult(_well);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_unwell_before_is_not_said_to_have_felt_it(bool shared)
    {
        await using var observation = Looking(well: false);
        var (watch, run) = await WatchAsync(observation, shared);

        watch.Start(DateTimeOffset.UtcNow, CancellationToken.None);

        (await watch.SeenAsync(TimeSpan.FromMilliseconds(500))).ShouldBeNull();
        watch.Masked.ShouldBeTrue();
        var acted = run.Record with { ActedAt = DateTimeOffset.UtcNow };
        FaultStory.Tell(acted, FaultCourse.Momentary, FaultState.NoEffect, null, Limit, watch.Masked).ShouldContain("unwell before that");
    }

    [Fact]
    public async Task It_counts_once_it_was_well_in_between()
    {
        await using var observation = Looking(well: false);
        var (watch, run) = await WatchAsync(observation, shared: true);
        watch.Start(DateTimeOffset.UtcNow, CancellationToken.None);

        _well = true;
        await Eventually.BeTrueAsync("it is seen well", () => !watch.Masked, Limit);
        _well = false;

        (await watch.SeenAsync(Limit)).ShouldNotBeNull();
        run.Record.EffectSeenAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_was_well_and_is_not_any_more_has_felt_it()
    {
        await using var observation = Looking(well: true);
        var (watch, _) = await WatchAsync(observation, shared: false);
        watch.Start(DateTimeOffset.UtcNow, CancellationToken.None);

        _well = false;

        (await watch.SeenAsync(Limit)).ShouldNotBeNull();
    }

    [Fact]
    public async Task One_bad_answer_of_a_busy_machine_does_not_hide_what_comes_after()
    {
        await using var observation = Looking(well: false);
        var looked = WatchAsync(observation, shared: false);
        await Task.Delay(200);
        looked.IsCompleted.ShouldBeFalse("an unwell target that no fault explains is looked at again");
        _well = true;
        var (watch, _) = await looked;
        watch.Start(DateTimeOffset.UtcNow, CancellationToken.None);

        _well = false;

        (await watch.SeenAsync(Limit)).ShouldNotBeNull();
    }

    private Observation Looking(bool well)
    {
        _well = well;
        var observation = new Observation(this, TimeProvider.System);
        observation.Start();
        return observation;
    }

    private static async Task<(EffectWatch Watch, FaultRun Run)> WatchAsync(Observation observation, bool shared)
    {
        var record = new FaultRecord("f-1", "stubborn", "analytics", null, DateTimeOffset.UtcNow, null, null, null, null, null, FaultState.Active, null, null);
        var run = new FaultRun(record, new FakeKind().Prepare(null!, null!), null);
        var watch = new EffectWatch(run, observation);
        await watch.LookBeforeAsync(shared, CancellationToken.None);
        return (watch, run);
    }
}
