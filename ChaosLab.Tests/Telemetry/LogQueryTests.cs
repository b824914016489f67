using ChaosLab.ChaosController.Telemetry;
using ChaosLab.ChaosController.Telemetry.Queries;
using Shouldly;
using Xunit;
using static ChaosLab.Tests.Telemetry.Records;

namespace ChaosLab.Tests.Telemetry;

public sealed class LogQueryTests
{
    private readonly TelemetryStore _store = new(new TelemetryLimits());

    [Theory]
    [InlineData("all", "d", "c", "b", "a")]
    [InlineData("service", "b")]
    [InlineData("severity", "c")]
    [InlineData("text", "c")]
    [InlineData("trace", "d")]
    [InlineData("fault", "a")]
    [InlineData("from", "d", "c")]
    [InlineData("to", "b", "a")]
    [InlineData("limit", "d", "c")]
    public void Each_condition_leaves_those_that_keep_it(string condition, params string[] wanted)
    {
        _store.Logs.Add(
        [
            Log("a", 0, attributes: ("chaoslab.fault.id", "f-1")),
            Log("c", 2000, severity: 17),
            Log("b", 1000, service: "payment"),
            Log("d", 3000, trace: Trace(4)),
        ]);
        var all = new LogFilter(10);
        var filter = condition switch
        {
            "service" => all with { Service = "payment" },
            "severity" => all with { MinSeverity = 13 },
            "text" => all with { Text = "C", MinSeverity = 10 },
            "trace" => all with { Trace = Trace(4) },
            "fault" => all with { Fault = "f-1" },
            "from" => all with { From = Start.AddSeconds(2) },
            "to" => all with { To = Start.AddSeconds(1) },
            "limit" => all with { Limit = 2 },
            _ => all,
        };

        LogQuery.Find(_store, filter).Select(log => log.Text).ShouldBe(wanted);
    }

    [Fact]
    public void The_newest_are_found_though_they_came_late()
    {
        for (var second = 0; second < 3000; second++) _store.Logs.Add([Log($"{second}", 1000.0 * second), Log($"late {second}", 1000.0 * second - 5000, service: "slow")]);
        LogQuery.Find(_store, new LogFilter(3, Service: "slow")).Select(log => log.Text).ShouldBe(["late 2999", "late 2998", "late 2997"]);
        LogQuery.Find(_store, new LogFilter(3)).Select(log => log.Text).ShouldBe(["2999", "2998", "2997"]);
    }

    [Theory]
    [InlineData(0, SeverityLevel.Information)]
    [InlineData(1, SeverityLevel.Trace)]
    [InlineData(8, SeverityLevel.Debug)]
    [InlineData(9, SeverityLevel.Information)]
    [InlineData(13, SeverityLevel.Warning)]
    [InlineData(20, SeverityLevel.Error)]
    [InlineData(24, SeverityLevel.Critical)]
    public void A_severity_is_a_level(int severity, object level) => LogLine.Of(Log("x", severity: severity)).Level.ShouldBe(level);
}
