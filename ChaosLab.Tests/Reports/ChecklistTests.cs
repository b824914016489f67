using ChaosLab.ChaosController.Reports;
using ChaosLab.ChaosController.Running;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Reports;

public sealed class ChecklistTests
{
    private const string Question = "Was somebody alerted?";

    [Fact]
    public void An_alert_of_the_shop_is_told_with_what_it_reaches()
    {
        var item = Answer(SampleRuns.Pass);

        item.Answer.ShouldBe(ChecklistAnswer.Yes);
        item.Evidence.ShouldContain("gateway: web-1 is down");
        item.Evidence.ShouldContain("nothing in this lab calls a person");
    }

    [Fact]
    public void Signals_that_nobody_is_called_for_are_no_alert()
    {
        var item = Answer(SampleRuns.Fail);

        item.Answer.ShouldBe(ChecklistAnswer.No);
        item.Evidence.ShouldBe("1 signal in logs and traces, and no alert: nothing in this lab calls a person.");
    }

    private static ChecklistItem Answer(RunRecord run) => Checklist.Of(run).Single(item => item.Question == Question);
}
