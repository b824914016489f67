using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Load;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Load;

/// <summary>What is no load that may be made.</summary>
public sealed class LoadLimitsTests
{
    [Theory]
    [InlineData("http://example.com/", "not on this machine")]
    [InlineData("http://10.0.0.1/", "not on this machine")]
    [InlineData("https://127.0.0.1/", "no http address")]
    [InlineData("ftp://127.0.0.1/", "no http address")]
    public void Load_is_only_made_on_this_machine(string target, string expected)
        => Should.Throw<ArgumentException>(() => LoadGenerator.StartOn(LoadGeneratorTests.Constant(1), new Uri(target), 1)).Message.ShouldContain(expected);

    [Fact]
    public void Phases_must_make_sense()
    {
        var second = TimeSpan.FromSeconds(1);
        Refused("no phase");
        Refused("its rate is 0", new LoadPhase(ArrivalPattern.Constant, 0, null, null));
        Refused("at most 20000", new LoadPhase(ArrivalPattern.Poisson, 20_001, null, null));
        Refused("its rate is NaN", new LoadPhase(ArrivalPattern.Constant, double.NaN, null, null));
        Refused("second rate is -1", new LoadPhase(ArrivalPattern.Ramp, 1, -1, second));
        Refused("a ramp needs a second rate", new LoadPhase(ArrivalPattern.Ramp, 1, null, second));
        Refused("a spike needs a duration", new LoadPhase(ArrivalPattern.Spike, 1, 2, null));
        Refused("a constant load has one rate", new LoadPhase(ArrivalPattern.Constant, 1, 2, second));
        Refused("must be more than 0", new LoadPhase(ArrivalPattern.Constant, 1, null, TimeSpan.Zero));
        Refused("Phase 1 of the load needs a duration", new LoadPhase(ArrivalPattern.Constant, 1, null, null), new LoadPhase(ArrivalPattern.Constant, 1, null, null));
    }

    [Theory]
    [InlineData(0, 5, "0 connections")]
    [InlineData(1025, 5, "1025 connections")]
    [InlineData(64, 0, "time-out is 0 s")]
    [InlineData(64, 61, "time-out is 61 s")]
    public void Connections_and_time_out_are_bounded(int connections, int timeout, string expected)
    {
        var spec = LoadGeneratorTests.Constant(1) with { Connections = connections, Timeout = TimeSpan.FromSeconds(timeout) };

        Should.Throw<ArgumentException>(() => LoadLimits.Check(spec)).Message.ShouldContain(expected);
    }

    private static void Refused(string expected, params LoadPhase[] phases)
        => Should.Throw<ArgumentException>(() => LoadLimits.Check(new LoadSpec { Phases = phases })).Message.ShouldContain(expected);
}
