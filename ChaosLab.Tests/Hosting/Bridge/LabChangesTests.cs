extern alias hosting;

using ChaosLab.Hosting.Bridge;
using ChaosLab.Tests.Support;
using hosting::ChaosLab.Hosting.Bridge.Wire;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Bridge;

public sealed class LabChangesTests
{
    private readonly ManualClock _clock = new();
    private readonly LabChanges _changes;

    public LabChangesTests() => _changes = new LabChanges(_clock);

    [Fact]
    public async Task Who_comes_is_told_every_part_first_and_then_what_changed()
    {
        await using var watcher = _changes.WatchAsync(CancellationToken.None).GetAsyncEnumerator();
        (await NextAsync(watcher)).ShouldBe([LabPart.Resources, LabPart.Faults, LabPart.Halt]);

        var next = NextAsync(watcher);
        await PassAsync(LabChanges.Together);
        _changes.Note(LabPart.Halt);

        (await next).ShouldBe([LabPart.Halt]);
    }

    [Fact]
    public async Task What_changes_in_quick_succession_is_told_together()
    {
        await using var watcher = _changes.WatchAsync(CancellationToken.None).GetAsyncEnumerator();
        await NextAsync(watcher);

        var next = NextAsync(watcher);
        for (var i = 0; i < 50; i++) _changes.Note(i % 2 == 0 ? LabPart.Faults : LabPart.Resources);
        next.IsCompleted.ShouldBeFalse();
        await PassAsync(LabChanges.Together);

        (await next).ShouldBe([LabPart.Resources, LabPart.Faults]);
    }

    [Fact]
    public async Task While_nothing_changes_there_is_a_sign_of_life()
    {
        await using var watcher = _changes.WatchAsync(CancellationToken.None).GetAsyncEnumerator();
        await NextAsync(watcher);

        var next = NextAsync(watcher);
        await PassAsync(LabChanges.Together);
        await PassAsync(LabChanges.SignOfLife);

        (await next).ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<LabPart>> NextAsync(IAsyncEnumerator<LabChange> watcher)
    {
        (await watcher.MoveNextAsync().AsTask().WaitAsync(Eventually.Limit)).ShouldBeTrue();
        return watcher.Current.Parts;
    }

    private async Task PassAsync(TimeSpan time)
    {
        await Eventually.BeTrueAsync("somebody waits", () => _clock.Waiting > 0);
        _clock.Advance(time);
    }
}
