extern alias hosting;

using hosting::ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Faults;

public sealed class FaultStoryTests
{
    private static readonly DateTimeOffset Acted = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly FaultRecord Record = new(
        "f-1", "kill", "web-1", null, Acted, Acted, Acted.AddSeconds(0.25), null, Acted.AddSeconds(10), null, FaultState.Active, "killed web-1");

    [Fact]
    public void A_momentary_fault_is_recovered_from_since_it_acted()
        => FaultStory.Tell(Record, FaultCourse.Momentary, FaultState.Recovered, Acted.AddSeconds(2), TimeSpan.FromSeconds(30))
            .ShouldBe("killed web-1; a caller felt it after 0.25 s; recovered after 2.0 s.");

    [Fact]
    public void A_lasting_fault_is_recovered_from_since_it_was_lifted()
        => FaultStory.Tell(Record, FaultCourse.Lasting, FaultState.Recovered, Acted.AddSeconds(11.5), TimeSpan.FromSeconds(30))
            .ShouldEndWith("recovered after 1.5 s.");

    [Fact]
    public void What_nobody_felt_proves_nothing()
        => FaultStory.Tell(Record with { EffectSeenAt = null }, FaultCourse.Momentary, FaultState.NoEffect, null, TimeSpan.FromSeconds(30))
            .ShouldContain("nothing can be concluded");
}
