using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Running.Functions;
using ChaosLab.ChaosController.Telemetry;
using ChaosLab.Tests.Telemetry;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Running;

public sealed class LabFunctionTests
{
    private static readonly LabArguments Arguments = new(new JsonObject
    {
        ["text"] = "a", ["number"] = 1.5, ["numeral"] = "20", ["yes"] = true, ["time"] = "1m", ["seconds"] = 90, ["list"] = new JsonArray("a", 2), ["settings"] = new JsonObject { ["latency"] = "200ms", ["count"] = 3, ["none"] = null },
    });

    [Fact]
    public void Every_declared_function_is_bound_and_no_other()
    {
        using var test = new TestScope();

        new LabFunctionTable(test.Scope).Names.Order().ShouldBe(LabFunctions.All.Select(function => function.Name).Order());
    }

    [Fact]
    public void A_function_that_does_not_exist_fails_by_name()
    {
        using var test = new TestScope();

        Should.Throw<ActivityFailedException>(() => new LabFunctionTable(test.Scope).Find("injct")).Message.ShouldContain("'injct'");
    }

    [Fact]
    public void Arguments_are_read_by_their_kind()
    {
        Arguments.Text("text").ShouldBe("a");
        Arguments.Text("number").ShouldBe("1.5");
        Arguments.Number("number").ShouldBe(1.5);
        Arguments.Number("numeral").ShouldBe(20);
        Arguments.IsSet("yes").ShouldBeTrue();
        Arguments.IsSet("text").ShouldBeFalse();
        Arguments.Duration("time").ShouldBe(TimeSpan.FromMinutes(1));
        Arguments.Duration("seconds").ShouldBe(TimeSpan.FromSeconds(90));
        Arguments.Texts("list").ShouldBe(["a", "2"]);
        Arguments.Texts("text").ShouldBe(["a"]);
        Arguments.Settings("settings").ShouldBe(new Dictionary<string, string> { ["latency"] = "200ms", ["count"] = "3" });
    }

    [Fact]
    public void What_is_left_out_is_nothing()
    {
        Arguments.TryText("x").ShouldBeNull();
        Arguments.Number("x").ShouldBeNull();
        Arguments.Duration("x").ShouldBeNull();
        Arguments.Texts("x").ShouldBeEmpty();
        Arguments.Settings("x").ShouldBeNull();
        Arguments.IsSet("x").ShouldBeFalse();
    }

    [Fact]
    public void What_cannot_be_read_fails_the_activity()
    {
        Should.Throw<ActivityFailedException>(() => Arguments.Text("x"));
        Should.Throw<ActivityFailedException>(() => Arguments.Number("text"));
        Should.Throw<ActivityFailedException>(() => Arguments.Duration("text"));
    }

    [Theory]
    [InlineData("""{"for": "10m"}""", "inject", 600)]
    [InlineData("""{"within": "4m"}""", "wait-healthy", 240)]
    [InlineData("""{"count": 20}""", "random-kill", 900)]
    [InlineData("""{"count": 3, "pause": "5s"}""", "random-kill", 145)]
    [InlineData("""{}""", "restore", 0)]
    public void What_is_asked_to_last_may_last(string arguments, string function, int seconds)
        => LabFunctionTable.LongestWait(new LabProvider(function, JsonNode.Parse(arguments)!.AsObject(), null)).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("breaker-opened", "whether a breaker for 'payment' opened")]
    [InlineData("retries", "how often 'payment' was called")]
    public async Task What_telemetry_no_longer_tells_is_not_answered(string function, string what)
    {
        using var test = new TestScope();
        var (limits, at) = (new TelemetryLimits(), test.Scope.StartedAt.AddSeconds(1));
        var span = Records.Span(1, 1, null) with { Start = at };
        var point = new MetricPoint(Records.Stream("chaoslab.dependency.events"), at, 1, null);
        var probe = TestScope.Function(function, new JsonObject { ["dependency"] = "payment" });
        test.Scope.Telemetry.Spans.Add([.. Enumerable.Repeat(span, limits.Spans + 1)]);
        ((await test.Activities.RunAsync(probe, CancellationToken.None)).Error ?? "").ShouldNotContain("given way", Case.Sensitive, "the services' counters tell");

        test.Scope.Telemetry.Metrics.Add([.. Enumerable.Repeat(point, limits.MetricPoints + 1)]);
        var record = await test.Activities.RunAsync(probe, CancellationToken.None);

        record.Succeeded.ShouldBeFalse();
        record.Error!.ShouldStartWith($"telemetry of this run has given way to newer one, so {what} is not known");
    }

    [Theory]
    [InlineData("set-load")]
    [InlineData("error-rate")]
    [InlineData("latency")]
    [InlineData("throughput")]
    [InlineData("ledger")]
    public async Task Without_a_load_its_functions_say_so(string function)
    {
        using var test = new TestScope();

        var record = await test.Activities.RunAsync(TestScope.Function(function, new JsonObject { ["rate"] = 5 }), CancellationToken.None);

        record.Succeeded.ShouldBeFalse();
        record.Error!.ShouldStartWith("there is no load");
    }
}
