using ChaosLab.EmbeddedHost.Processes;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.EmbeddedHost.Processes;

public sealed class ProcStatTests
{
    [Theory]
    [InlineData("sleep")]
    [InlineData("a b")]
    [InlineData("a) S 1 (b")]
    public void A_name_may_hold_anything(string name)
    {
        var stat = ProcStat.Parse($"42 ({name}) Z 7 42 40 0 -1 4194560 0 0 0 0 0 0 0 0 20 0 1 0 98765 0 0");

        stat.ShouldNotBeNull();
        (stat.Identity.Pid, stat.Identity.StartToken).ShouldBe((42, 98765));
        (stat.Name, stat.Parent, stat.Group, stat.Session, stat.IsZombie).ShouldBe((name, 7, 42, 40, true));
    }

    [Theory]
    [InlineData("")]
    [InlineData("42 (sleep")]
    [InlineData("42 (sleep) S 1 2")]
    public void A_text_cut_off_is_nothing(string text) => ProcStat.Parse(text).ShouldBeNull();

    [Fact]
    public void An_identity_is_read_as_it_was_written()
    {
        ProcessIdentity.TryParse(ProcessIdentity.Current.ToString(), out var read).ShouldBeTrue();
        read.ShouldBe(ProcessIdentity.Current);
        read.IsAlive.ShouldBeTrue();
        (read with { StartToken = read.StartToken - TimeSpan.TicksPerMinute }).IsAlive.ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("1:5")]
    [InlineData("12")]
    [InlineData("x:5")]
    [InlineData("12:")]
    public void What_is_no_identity_is_refused(string text) => ProcessIdentity.TryParse(text, out _).ShouldBeFalse();
}
