using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Experiments.Reading;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Experiments;

/// <summary>What a correct file becomes.</summary>
public sealed class ReaderTests
{
    private static readonly ExperimentInputs Inputs = new(
        new Dictionary<string, string> { ["SHOP_PORT"] = "8080", ["SHOP_TOKEN"] = "s3cret-token" }, new Dictionary<string, string>());

    internal static Experiment Read(string text, string file = "a.json", ExperimentInputs? inputs = null)
    {
        var reading = ExperimentReader.Read(text, file, inputs ?? Inputs);
        reading.Mistakes.ShouldBeEmpty();
        return reading.Experiment.ShouldNotBeNull();
    }

    [Fact]
    public void The_whole_sample_is_read()
    {
        var experiment = Read(Samples.Text("whole.json"));

        experiment.Title.ShouldBe("Payment goes down");
        experiment.Tags.ShouldBe(["payment", "outage"]);
        experiment.Hypothesis!.Probes.Select(probe => probe.Tolerance!.GetType()).ShouldBe(
            [typeof(ScalarTolerance), typeof(BoundsTolerance), typeof(RegexTolerance), typeof(JsonPathTolerance), typeof(RangeTolerance), typeof(ScalarTolerance)]);
        experiment.Hypothesis.Probes[0].Provider.ShouldBeOfType<HttpProvider>().Url.ShouldBe("http://localhost:8080/health");
        experiment.Hypothesis.Probes[0].Provider.ShouldBeOfType<HttpProvider>().Headers["Authorization"].ShouldBe("Bearer s3cret-token");
        experiment.SecretValues.ShouldBe(["s3cret-token"]);

        experiment.Method.Count.ShouldBe(4);
        var inject = experiment.Method[0].Provider.ShouldBeOfType<LabProvider>();
        inject.Func.ShouldBe("inject");
        inject.Arguments["settings"]!["latency"]!.GetValue<string>().ShouldBe("200ms");
        experiment.Method[1].PauseBefore.ShouldBe(TimeSpan.FromSeconds(1.5));
        experiment.Method[1].Background.ShouldBeTrue();
        experiment.Method[2].Name.ShouldBe("the shop answers");
        experiment.Method[3].Provider.ShouldBeOfType<ProcessProvider>().Arguments.ShouldBe(["-n", "two words", "8080"]);

        experiment.Rollbacks.Single().Provider.ShouldBeOfType<LabProvider>().Func.ShouldBe("restore");
        experiment.Controls.Single().ShouldSatisfyAllConditions(
            control => control.Scope.ShouldBe("before"), control => control.Provider.ShouldBeOfType<ProcessProvider>().Path.ShouldBe("echo"));
        experiment.Runtime.ShouldBe(new RuntimeStrategies(RollbackStrategy.Deviated, HypothesisStrategy.Continuously, TimeSpan.FromSeconds(2), true));
    }

    [Fact]
    public void The_extension_block_is_read()
    {
        var lab = Read(Samples.Text("whole.json")).Lab;

        lab.Rows.ShouldBe(["A8"]);
        lab.WhenItFails.ShouldBe("Look at the breaker.");
        lab.Naive.ShouldBe(NaiveOutcome.Fail);
        lab.Load!.Phases.ShouldBe(
        [
            new LoadPhase(ArrivalPattern.Constant, 200, null, TimeSpan.FromSeconds(30)),
            new LoadPhase(ArrivalPattern.Ramp, 100, 500, TimeSpan.FromSeconds(20)),
            new LoadPhase(ArrivalPattern.Poisson, 50, null, null),
        ]);
        lab.Load.Mix.ShouldBe(new Dictionary<string, double> { ["browse"] = 80, ["purchase"] = 20 }, ignoreOrder: true);
        lab.Load.Connections.ShouldBe(32);
        lab.Load.WarmUp.ShouldBe(TimeSpan.FromSeconds(3));
        lab.Load.Lead.ShouldBe(TimeSpan.Zero);
        lab.Load.Tail.ShouldBe(TimeSpan.FromSeconds(5));
        lab.Slo.ShouldNotBeNull();
        lab.Slo.Availability.ShouldBe(0.999);
        lab.Slo.P95.ShouldBe(TimeSpan.FromMilliseconds(500));
        lab.Slo.Rto.ShouldBe(TimeSpan.FromSeconds(30));
        lab.Slo.Operations.ShouldBe(["purchase"]);
        lab.Safety.MaxDuration.ShouldBe(TimeSpan.FromMinutes(5));
        lab.Safety.StopConditions.ShouldBe([new StopCondition("error-rate", 0.5, TimeSpan.FromSeconds(5)), new StopCondition("p99", 800, TimeSpan.FromSeconds(10))]);
        lab.Safety.ExcludedWindows.Single().ShouldSatisfyAllConditions(
            window => window.Days.ShouldBe([DayOfWeek.Saturday, DayOfWeek.Sunday]), window => window.To.ShouldBe(TimeOnly.MaxValue));
    }

    [Fact]
    public void Yaml_and_json_of_one_experiment_are_equal()
    {
        var json = Read(Samples.Text("whole.json"));
        var yaml = Read(Samples.Text("whole.yaml"), "whole.yaml");

        Shape.Of(yaml).ShouldBe(Shape.Of(json));
        JsonNode.DeepEquals(yaml.Source, json.Source).ShouldBeTrue();
    }

    [Fact]
    public void A_load_of_a_rate_alone_is_one_constant_phase_to_the_end()
    {
        var load = Read("""{"title": "t", "description": "d", "method": [], "extensions": [{"name": "chaoslab", "load": {"rate": 200}}]}""").Lab.Load!;

        load.Phases.ShouldBe([new LoadPhase(ArrivalPattern.Constant, 200, null, null)]);
        load.Mix.ShouldBe(LoadSpec.StandardMix);
    }

    [Fact]
    public void Rollbacks_are_run_once_the_method_has_begun_unless_the_file_says_otherwise()
        => Read("""{"title": "t", "description": "d", "method": []}""").Runtime.Rollbacks.ShouldBe(RollbackStrategy.OnceBegun);

    [Theory]
    [InlineData("\"strategy\": \"always\"", "Always")]
    [InlineData("\"strategy\": \"default\"", "Default")]
    [InlineData("\"strategy\": \"never\"", "Never")]
    [InlineData("\"strategy\": \"deviated\"", "Deviated")]
    [InlineData("", "OnceBegun")]
    public void The_strategy_of_rollbacks_is_what_the_file_names(string strategy, string expected)
        => Read($$"""{"title": "t", "description": "d", "method": [], "runtime": { "rollbacks": { {{strategy}} } } }""").Runtime.Rollbacks.ToString().ShouldBe(expected);

    [Theory]
    [InlineData("fail-fast", "fail-fast-ratio")]
    [InlineData("fail_fast", "fail_fast_ratio")]
    public void Failing_fast_has_a_ratio(string fast, string ratio)
        => Read($$"""{"title": "t", "description": "d", "method": [], "runtime": { "hypothesis": { "{{fast}}": true, "{{ratio}}": 12.5 } } }""").Runtime
            .ShouldSatisfyAllConditions(runtime => runtime.FailFast.ShouldBeTrue(), runtime => runtime.FailFastRatio.ShouldBe(12.5));

    [Fact]
    public void In_the_method_a_reference_takes_no_tolerance_along_and_one_that_stands_there_counts()
    {
        var experiment = Read("""
            {"title": "t", "description": "d",
             "steady-state-hypothesis": {"title": "h", "probes": [
               {"type": "probe", "name": "look", "tolerance": 0, "background": true, "provider": {"type": "process", "path": "true"}}, {"ref": "look"}]},
             "method": [{"ref": "look"}, {"ref": "look", "background": true},
               {"type": "probe", "name": "own", "tolerance": 1, "provider": {"type": "process", "path": "true"}}],
             "rollbacks": [{"ref": "look"}]}
            """);

        experiment.Hypothesis!.Probes.ShouldAllBe(probe => probe.Tolerance != null);
        experiment.Method.Select(activity => activity.Tolerance is not null).ShouldBe([false, false, true]);
        experiment.Rollbacks.Single().Tolerance.ShouldBeNull();
        experiment.Method.Select(activity => activity.Background).ShouldBe([false, true, false], "as in Chaos Toolkit it belongs to the reference");
    }

    [Fact]
    public void A_file_of_another_tool_has_the_longest_limit_and_one_of_ours_ten_minutes()
    {
        Read("""{"title": "t", "description": "d", "method": []}""").Lab.Safety.MaxDuration.ShouldBe(TimeSpan.FromHours(1));
        Read("""{"title": "t", "description": "d", "method": [], "extensions": [{"name": "chaoslab"}]}""").Lab.Safety.MaxDuration.ShouldBe(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void A_server_may_be_tried_as_often_as_the_file_says()
        => Read("""
            {"title": "t", "description": "d", "method": [
              {"type": "probe", "name": "n", "provider": {"type": "http", "url": "http://localhost/", "max_retries": 50}}]}
            """).Method.Single().Provider.ShouldBeOfType<HttpProvider>().MaxRetries.ShouldBe(50);

    [Fact]
    public void A_secret_is_in_no_text_for_people()
    {
        var experiment = Read("""
            {"title": "With ${token}", "description": "And ${token}", "secrets": {"shop": {"token": {"type": "env", "key": "SHOP_TOKEN"}}}, "method": [],
             "extensions": [{"name": "chaoslab", "why": "w ${token}", "expected": "e ${token}", "when-it-fails": "f ${token}", "slo": {"rto": "1s", "because": "b ${token}"}}]}
            """);

        string?[] shown = [experiment.Title, experiment.Description, experiment.Lab.Why, experiment.Lab.Expected, experiment.Lab.WhenItFails, experiment.Lab.Slo!.Because];
        shown.ShouldBe(["With ********", "And ********", "w ********", "e ********", "f ********", "b ********"]);
    }

    [Fact]
    public void A_program_that_is_not_there_is_a_mistake_where_it_is_known_where_to_look()
    {
        const string Text = """{"title": "t", "description": "d", "method": [{"type": "probe", "name": "n", "provider": {"type": "process", "path": "no-such-program"}}]}""";

        ExperimentReader.Read(Text, "a.json", Inputs).Mistakes.ShouldBeEmpty();
        var mistake = ExperimentReader.Read(Text, "a.json", Inputs with { Directory = Path.GetTempPath() }).Mistakes.ShouldHaveSingleItem();
        mistake.Path.ShouldBe("$.method[0].provider.path");
        mistake.Message.ShouldStartWith("There is no program 'no-such-program'");
        ExperimentReader.Read(Text.Replace("no-such-program", "sh"), "a.json", Inputs with { Directory = Path.GetTempPath() }).Mistakes.ShouldBeEmpty();
    }

    [Fact]
    public void A_secret_that_stands_in_the_file_is_masked_in_its_source()
    {
        var experiment = Read("""
            {"title": "t", "description": "d", "secrets": {"shop": {"key": "abc-123", "other": {"type": "env", "key": "SHOP_TOKEN", "default": "xyz-9"}}},
             "method": [{"type": "probe", "name": "n", "provider": {"type": "process", "path": "echo", "secrets": "shop", "arguments": ["${key}"]}}]}
            """);

        experiment.SecretValues.ShouldBe(["abc-123", "s3cret-token"], ignoreOrder: true);
        experiment.Method[0].Provider.ShouldBeOfType<ProcessProvider>().Arguments.ShouldBe(["abc-123"]);
        experiment.Source.ToJsonString().ShouldNotContain("abc-123");
        experiment.Source.ToJsonString().ShouldNotContain("xyz-9");
        experiment.Source.ToJsonString().ShouldContain("SHOP_TOKEN");
        experiment.Method[0].Source.ToJsonString().ShouldContain("${key}");
    }
}
