using ChaosLab.Hosting.Faults.Targets;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Faults;

public sealed class ProcStatTests
{
    [Fact]
    public void A_name_may_hold_parentheses_and_spaces()
    {
        var stat = ProcStat.Parse(7, "7 (a) S 1 b) T 42 7 7 0 -1 4194560 1 0 0 0 1 2 0 0 20 0 1 0 98765 1000 10 0 0\n");

        stat.ShouldBe(new ProcStat(7, 'T', 42, 98765));
        stat!.IsStopped.ShouldBeTrue();
    }

    [Fact]
    public void What_is_cut_off_is_nothing() => ProcStat.Parse(7, "7 (a) S 1").ShouldBeNull();
}
