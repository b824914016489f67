extern alias hosting;

using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Guard;
using hosting::ChaosLab.Hosting.Bridge.Wire;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Faults;

public sealed class HaltSwitchTests
{
    private readonly HaltSwitch _halt = new(TimeProvider.System);

    [Fact]
    public void While_it_is_on_faults_are_refused_with_the_reason()
    {
        _halt.Halt(new HaltRequest("customers complain", "ada"));

        Should.Throw<FaultRefusedException>(_halt.RequireReleased).Message
            .ShouldBe("The lab is halted (customers complain); new faults are refused until ./lab halt --release.");
        _halt.Status.By.ShouldBe("ada");
    }

    [Fact]
    public void A_second_halt_keeps_the_first_reason()
    {
        _halt.Halt(new HaltRequest("first"));
        _halt.Halt(new HaltRequest("second")).Reason.ShouldBe("first");
    }

    [Fact]
    public void Once_released_faults_are_accepted()
    {
        _halt.Halt(new HaltRequest());
        _halt.Release().Halted.ShouldBeFalse();
        _halt.RequireReleased();
    }
}
