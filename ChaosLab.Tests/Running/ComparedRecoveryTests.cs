extern alias controller;

using ChaosLab.ChaosController.Cli;
using ChaosLab.ChaosController.Running;
using ChaosLab.Tests.Verdicts;
using controller::ChaosLab.Hosting.Bridge.Wire;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Running;

/// <summary>The worst recovery that <c>lab compare</c> shows.</summary>
public sealed class ComparedRecoveryTests
{
    private static readonly FaultOutcome Unfelt = Samples.Outcome(Samples.Fault(seen: null, recovered: null, state: FaultState.NoEffect), rto: null);
    private static readonly FaultOutcome Stayed = Samples.Outcome(Samples.Fault(recovered: null, state: FaultState.NotRecovered), rto: null);

    [Fact]
    public void A_fault_without_effect_is_not_one_that_never_came_back()
    {
        ProfileComparison.Rto([Unfelt]).ShouldBe("no effect was seen");
        ProfileComparison.Rto([Unfelt, Samples.Outcome(rto: 2), Samples.Outcome(rto: 7)]).ShouldBe("7.0 s");
        ProfileComparison.Rto([Unfelt, Samples.Outcome(rto: 2), Stayed]).ShouldBe("did not come back");
    }
}
