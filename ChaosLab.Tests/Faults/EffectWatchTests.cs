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

    [Fact]
    public async Task What_was_unwell_before_is_not_said_to_have_felt_it()
    {
        await using var observation = await LookingAsync(well: false);
        var (watch, run) = Watch(observation);

        watch.Start(DateTimeOffset.UtcNow, CancellationToken.None);

        (await watch.SeenAsync(TimeSpan.FromMilliseconds(500))).ShouldBeNull();
        watch.Masked.ShouldBeTrue();
        FaultStory.Tell(run.Record, FaultCourse.Momentary, FaultState.NoEffect, null, Limit, watch.Masked).ShouldContain("unwell before that");
    }

    [Fact]
    public async Task It_counts_once_it_was_well_in_between()
    {
        await using var observation = await LookingAsync(well: false);
        var (watch, run) = Watch(observation);
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
        await using var observation = await LookingAsync(well: true);
        var (watch, _) = Watch(observation);
        watch.Start(DateTimeOffset.UtcNow, CancellationToken.None);

        _well = false;

        (await watch.SeenAsync(Limit)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Without_another_fault_one_bad_answer_before_it_proves_nothing()
    {
        await using var observation = await LookingAsync(well: false);
        var (watch, _) = Watch(observation, shared: false);

        watch.Start(DateTimeOffset.UtcNow, CancellationToken.None);

        (await watch.SeenAsync(Limit)).ShouldNotBeNull();
    }

    private async Task<Observation> LookingAsync(bool well)
    {
        _well = well;
        var observation = new Observation(this, TimeProvider.System);
        observation.Start();
        await observation.LookedAsync(CancellationToken.None);
        return observation;
    }

    private static (EffectWatch Watch, FaultRun Run) Watch(Observation observation, bool shared = true)
    {
        var record = new FaultRecord("f-1", "stubborn", "analytics", null, DateTimeOffset.UtcNow, null, null, null, null, null, FaultState.Active, null, null);
        var run = new FaultRun(record, new FakeKind().Prepare(null!, null!), null);
        return (new EffectWatch(run, observation, shared), run);
    }
}
