extern alias controller;

using ChaosLab.ChaosController.Console.Live;
using ChaosLab.ChaosController.Console.Traffic;
using controller::ChaosLab.Hosting.Bridge.Wire;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Console.Live;

public sealed class LiveDifferenceTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void The_same_said_in_other_objects_is_no_news()
    {
        LiveDifference.Between(State(), State()).ShouldBeNull();
        LiveDifference.Between(State(), State() with { At = At.AddSeconds(1) }).ShouldBeNull();
    }

    [Fact]
    public void Only_the_part_that_changed_is_told_and_it_is_whole()
    {
        var update = LiveDifference.Between(State(), State() with { Resources = [Web("web-1", "Running"), Web("web-2", "Finished")] })!;

        update.ShouldBe(new LiveUpdate(At) { Resources = update.Resources });
        update.Resources!.Select(resource => (resource.Name, resource.State)).ShouldBe([("web-1", "Running"), ("web-2", "Finished")]);
    }

    [Fact]
    public void A_part_that_was_not_there_before_is_news()
        => LiveDifference.Between(new LiveUpdate(At), State())!.ShouldSatisfyAllConditions(
            update => update.Resources!.Count.ShouldBe(2), update => update.Halt!.Halted.ShouldBeFalse(), update => update.Edges.ShouldBeNull());

    [Fact]
    public void Of_traffic_only_seconds_that_are_new_or_revised_are_told()
    {
        var before = State() with { Traffic = [Second(1, 5), Second(2, 5), Second(3, 5)] };

        LiveDifference.Between(before, before with { Traffic = [Second(2, 5), Second(3, 6), Second(4, 1)] })!
            .Traffic!.ShouldBe([Second(3, 6), Second(4, 1)]);
        LiveDifference.Between(before, before with { Traffic = [Second(2, 5), Second(3, 5)] }).ShouldBeNull();
    }

    [Fact]
    public void What_says_the_same_stays_the_same_object()
    {
        var before = State();

        var kept = LiveDifference.Keep(before, State() with { Halt = new HaltStatus(true, "enough") });

        kept.Resources.ShouldBeSameAs(before.Resources);
        kept.Halt!.Reason.ShouldBe("enough");
    }

    private static LiveUpdate State() => new(At)
    {
        Resources = [Web("web-1", "Running"), Web("web-2", "Running")],
        Halt = new HaltStatus(false),
        Slo = new SloStatus(0.999, 3600, 0, 0, null, null, null),
    };

    private static LiveResource Web(string name, string state)
        => new(name, "Project", state, null, false, null, null, null, false, 0, [new ResourceEndpoint("http", "http://localhost:1")], ["f-1"]);

    private static TrafficSecond Second(long second, long requests) => new(second, requests, 0, 0, null, null, null, TrafficSource.Spans);
}
