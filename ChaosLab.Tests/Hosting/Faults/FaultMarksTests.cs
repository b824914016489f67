extern alias hosting;

using Aspire.Hosting.ApplicationModel;
using ChaosLab.Hosting.Faults;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Faults;

public sealed class FaultMarksTests
{
    [Theory]
    [InlineData("slow-close until 12:00:01, http-latency", new[] { "slow-close", "http-latency" })]
    [InlineData("pause", new[] { "pause" })]
    [InlineData(null, new string[0])]
    public void A_kind_is_not_taken_for_another_whose_name_holds_it(string? shown, string[] kinds)
        => FaultMarks.KindsOn(new CustomResourceSnapshot
        {
            ResourceType = "Edge",
            Properties = shown is null ? [] : [new ResourcePropertySnapshot(FaultMarks.Property, shown)],
        }).ShouldBe(kinds);
}
