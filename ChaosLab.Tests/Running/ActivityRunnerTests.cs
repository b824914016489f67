using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Running;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Running;

/// <summary>One activity with all that belongs to it: its time-out, the hooks around it, a tolerance that is a probe.</summary>
public sealed class ActivityRunnerTests : IDisposable
{
    private readonly string _marks = Path.Combine(Path.GetTempPath(), $"chaoslab-marks-{Guid.NewGuid():N}");

    public void Dispose() => File.Delete(_marks);

    [Fact]
    public async Task An_activity_ends_at_its_time_out_and_says_so()
    {
        using var test = new TestScope();
        var began = TimeProvider.System.GetTimestamp();

        var record = await test.Activities.RunAsync(
            TestScope.Program("waits", "sleep", "600") with { Provider = new ProcessProvider("sleep", ["600"], TimeSpan.FromMilliseconds(300)) }, CancellationToken.None);

        record.Succeeded.ShouldBeFalse();
        record.Error.ShouldBe("'sleep' took longer than 0.3 s and was ended, with everything it started.");
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_probe_that_is_a_tolerance_has_a_time_out_too()
    {
        using var test = new TestScope();
        var judge = TestScope.Program("judge", "sh") with { Provider = new ProcessProvider("sh", ["-c", "sleep 600"], TimeSpan.FromMilliseconds(300)) };

        var record = await test.Activities.RunAsync(Probe(judge), CancellationToken.None);

        record.Succeeded.ShouldBeTrue();
        record.ToleranceMet.ShouldBe(false);
        record.Tolerance!.ShouldStartWith("the probe 'judge' failed: 'sh' took longer than 0.3 s");
    }

    [Theory]
    [InlineData("hello", true)]
    [InlineData("goodbye", false)]
    public async Task A_probe_that_is_a_tolerance_is_given_the_output_and_decides(string word, bool met)
    {
        using var test = new TestScope();

        var record = await test.Activities.RunAsync(Probe(Judge(word)), CancellationToken.None);

        record.Succeeded.ShouldBeTrue(record.Error);
        record.ToleranceMet.ShouldBe(met);
        (record.Tolerance is null).ShouldBe(met);
    }

    [Fact]
    public async Task A_probe_that_is_a_tolerance_and_fails_is_not_met()
    {
        using var test = new TestScope();

        var record = await test.Activities.RunAsync(Probe(TestScope.Program("judge", "no-such-program")), CancellationToken.None);

        record.ToleranceMet.ShouldBe(false);
        record.Tolerance!.ShouldStartWith("the probe 'judge' failed: There is no program 'no-such-program'");
    }

    [Fact]
    public async Task Hooks_are_run_in_their_scope_those_of_the_experiment_only_when_automatic()
    {
        using var test = new TestScope(With(Mark("all", null, automatic: true), Mark("early", "before", automatic: true), Mark("by hand", null, automatic: false)));
        var activity = Say("the activity") with { Controls = [Mark("own", "after", automatic: false), Mark("own too", null, automatic: true)] };

        (await test.Activities.RunAsync(activity, CancellationToken.None)).Succeeded.ShouldBeTrue();

        File.ReadAllLines(_marks).ShouldBe(["all", "early", "own too", "the activity", "all", "own", "own too"]);
    }

    [Fact]
    public async Task The_hooks_of_the_experiment_itself_are_all_run()
    {
        var experiment = With(Mark("all", null, automatic: true), Mark("by hand", "before", automatic: false), Mark("late", "after", automatic: true));
        using var test = new TestScope(experiment);

        await test.Activities.HooksAsync(experiment.Controls, "before", CancellationToken.None);

        File.ReadAllLines(_marks).ShouldBe(["all", "by hand"]);
    }

    [Fact]
    public async Task A_hook_that_fails_is_noted_and_changes_nothing()
    {
        using var test = new TestScope(With(new Control("broken", new ProcessProvider("no-such-program", [], null), "before", Automatic: true)));

        var record = await test.Activities.RunAsync(Say("the activity"), CancellationToken.None);

        record.Succeeded.ShouldBeTrue(record.Error);
        File.ReadAllLines(_marks).ShouldBe(["the activity"]);
        test.Scope.Log.Events.ShouldContain(happened => happened.Kind == RunEventKind.Note && happened.Text.StartsWith("Control 'broken' (before) failed: There is no program"));
    }

    private static Experiment With(params Control[] controls) => new() { Title = "test", Description = "test", Source = [], Controls = controls };

    private Control Mark(string name, string? scope, bool automatic) => new(name, Say(name).Provider, scope, automatic);

    private Activity Say(string text) => TestScope.Program(text, "sh", "-c", $"echo '{text}' >> '{_marks}'");

    private static Activity Probe(Activity judge)
        => TestScope.Program("asks", "echo", "hello") with { Type = ActivityType.Probe, Tolerance = new ProbeTolerance(judge) };

    // The output comes as the second of two more arguments.
    private static Activity Judge(string word)
        => TestScope.Program("judge", "sh", "-c", $"case \"$1\" in *{word}*) exit 0;; *) exit 1;; esac") with { Tolerance = new ScalarTolerance(JsonValue.Create(0)) };
}
