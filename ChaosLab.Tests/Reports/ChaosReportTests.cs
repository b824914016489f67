using System.Reflection;
using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Reports;
using NJsonSchema;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Reports;

/// <summary>The report for machines is what its schema says.</summary>
public sealed class ChaosReportTests
{
    private static readonly ChaosReportJson Writer = new();

    public static TheoryData<string> Samples => [.. SampleRuns.All.Select(run => run.Id)];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Every_report_is_valid(string id)
    {
        var schema = await SchemaAsync();

        schema.Validate(Writer.Write(SampleRuns.All.First(run => run.Id == id))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("verdict", "\"passed\"")]
    [InlineData("startedAt", "\"2026-11-21T19:30:00+01:00\"")]
    [InlineData("durationSeconds", "\"60 s\"")]
    [InlineData("reasons", "[]")]
    [InlineData("newMember", "1")]
    [InlineData("checklist", null)]
    public async Task The_schema_refuses_what_is_wrong(string member, string? value)
    {
        var report = JsonNode.Parse(Writer.Write(SampleRuns.Pass))!.AsObject();
        if (value is null) report.Remove(member);
        else report[member] = JsonNode.Parse(value);

        (await SchemaAsync()).Validate(report.ToJsonString()).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_schema_names_no_member_that_no_report_has()
    {
        var written = SampleRuns.All.Select(run => JsonNode.Parse(Writer.Write(run))!).ToArray();

        foreach (var name in (await SchemaAsync()).Properties.Keys)
        {
            written.ShouldContain(report => report[name] != null, name);
        }
    }

    [Fact]
    public void It_tells_recovery_detection_and_the_snapshots()
    {
        var report = JsonNode.Parse(Writer.Write(SampleRuns.Pass))!;

        report["faults"]![0]!["rtoSeconds"]!.GetValue<double>().ShouldBe(3.4);
        report["faults"]![0]!["mttdSeconds"]!.GetValue<double>().ShouldBe(0.8);
        report["faults"]![0]!["detectedBy"]!.GetValue<string>().ShouldBe("gateway health check");
        report["snapshots"]!.AsArray().Select(snapshot => snapshot!["when"]!.GetValue<string>()).ShouldBe(["before", "during", "after"]);
        report["snapshots"]![1]!["resources"]![0]!["state"]!.GetValue<string>().ShouldBe("Finished");
        report["snapshots"]![1]!["health"]!.AsObject().ContainsKey("web-1").ShouldBeTrue("a service without an answer is named");
        report["load"]!["seconds"]!.AsArray().Count.ShouldBe(60);
        report["replay"]!.GetValue<string>().ShouldBe("./lab run experiments/kill-web.json --seed 42");
    }

    [Theory]
    [InlineData("experiments/a-b_c.json", "./lab run experiments/a-b_c.json --seed 42")]
    [InlineData("my file.json", "./lab run 'my file.json' --seed 42")]
    [InlineData("it's;$(y).json", "./lab run 'it'\\''s;$(y).json' --seed 42")]
    [InlineData(null, null)]
    public void A_replay_can_be_copied_into_a_shell(string? file, string? command)
        => Replay.Command(SampleRuns.Minimal with { File = file }).ShouldBe(command);

    [Fact]
    public void Its_name_is_the_time_of_the_start_in_UTC()
    {
        var run = SampleRuns.Minimal with { StartedAt = SampleRuns.Start.ToOffset(TimeSpan.FromHours(9)) };

        Path.GetFileName(Writer.PathIn(new RunFolder("runs", run.Id), run)).ShouldBe("chaos_report_20261121_193000.json");
    }

    private static Task<JsonSchema> SchemaAsync()
    {
        var checkout = typeof(ChaosReportTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;
        return JsonSchema.FromFileAsync(Path.Combine(checkout, "docs", "chaos-report.schema.json"), TestContext.Current.CancellationToken);
    }
}
