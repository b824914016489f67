using System.Text.Json;
using ChaosLab.ChaosController.Reports;
using ChaosLab.ChaosController.Running;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Reports;

/// <summary>The complete record survives its file.</summary>
public sealed class RunJsonTests
{
    private static readonly RunJson Writer = new();

    public static TheoryData<string> Samples => [.. SampleRuns.All.Select(run => run.Id)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_record_is_read_back_as_it_was(string id)
    {
        var run = Sample(id);

        var read = RunJson.Read(Writer.Write(run));

        // Records with lists are equal when all of their text is; a few members that equality can see are compared besides.
        Writer.Write(read).ShouldBe(Writer.Write(run));
        read.StartedAt.ShouldBe(run.StartedAt);
        read.Lab.ShouldBe(run.Lab);
        read.Timeline.ShouldBe(run.Timeline);
        read.HealthChanges.ShouldBe(run.HealthChanges);
        read.Judgement.Checks.ShouldBe(run.Judgement.Checks);
        read.Slo.ShouldBe(run.Slo);
        read.Faults.Select(outcome => (outcome.Rto, outcome.Mttd)).ShouldBe(run.Faults.Select(outcome => (outcome.Rto, outcome.Mttd)));
        read.Load?.Duration.ShouldBe(run.Load!.Duration);
        read.Load?.Total.Statuses.ShouldBe(run.Load!.Total.Statuses);
        read.Experiment.ToJsonString().ShouldBe(run.Experiment.ToJsonString());
    }

    [Fact]
    public void Durations_are_exact_and_named_with_their_unit()
    {
        var random = new Random(1);
        for (var i = 0; i < 1000; i++)
        {
            var duration = TimeSpan.FromTicks(random.NextInt64(-TimeSpan.TicksPerDay, TimeSpan.TicksPerDay * 400));
            var run = SampleRuns.Pass with { Slo = SampleRuns.Pass.Slo! with { Window = duration } };
            RunJson.Read(Writer.Write(run)).Slo!.Window.ShouldBe(duration);
        }

        Writer.Write(SampleRuns.Pass).ShouldContain("\"windowSeconds\": 600,");
        Writer.Write(SampleRuns.Pass).ShouldContain("\"rtoSeconds\": 3.4,");
    }

    [Fact]
    public void Times_are_in_UTC_whatever_they_were()
    {
        var east = SampleRuns.Minimal with { StartedAt = SampleRuns.Start.ToOffset(TimeSpan.FromHours(5.5)) };

        var text = Writer.Write(east);

        text.ShouldContain("\"startedAt\": \"2026-11-21T19:30:00.25Z\"");
        RunJson.Read(text).StartedAt.ShouldBe(SampleRuns.Start);
    }

    [Fact]
    public void Absent_things_are_left_out()
        => Writer.Write(SampleRuns.Minimal).ShouldNotContain("null");

    [Fact]
    public void A_record_of_a_newer_lab_is_refused()
        => Should.Throw<JsonException>(() => RunJson.Read(Writer.Write(SampleRuns.Minimal with { SchemaVersion = 2 })))
            .Message.ShouldContain("schemaVersion 2");

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"id\": ")]
    public void What_is_no_record_is_refused(string text) => Should.Throw<JsonException>(() => RunJson.Read(text));

    private static RunRecord Sample(string id) => SampleRuns.All.First(run => run.Id == id);
}
