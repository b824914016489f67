using ChaosLab.ServiceDefaults;
using ChaosLab.ServiceDefaults.Health;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ServiceDefaults.Health;

public sealed class HealthReportTests
{
    private static readonly DateTimeOffset Since = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly DependencyState Well = new(true, "closed", null, Since);
    private static readonly DependencyState Away = new(false, "open", "no route", Since);

    [Fact]
    public void All_well_is_ok_and_nothing_else()
        => Of(draining: false, detail: false, ("cache", false, Well)).ShouldBe((200, """{"status":"ok"}"""));

    [Fact]
    public void What_is_away_is_named_and_the_service_still_serves()
        => Of(draining: false, detail: false, ("postgres", true, Well), ("cache", false, Away)).ShouldBe(
            (200, """{"status":"degraded","dependencies":{"cache":{"status":"unavailable","circuit":"open","error":"no route"}}}"""));

    [Fact]
    public void Who_is_about_to_stop_is_down_so_that_nobody_sends_more()
        => Of(draining: true, detail: false, ("cache", false, Well)).ShouldBe((503, """{"status":"down","reason":"stopping"}"""));

    [Fact]
    public void Detail_names_all_in_the_order_of_their_names()
        => Of(draining: false, detail: true, ("postgres", true, Well), ("cache", false, Well)).ShouldBe((200,
            """{"status":"ok","dependencies":{"cache":{"status":"available","circuit":"closed","critical":false,"since":"AT"},"postgres":{"status":"available","circuit":"closed","critical":true,"since":"AT"}}}"""
                .Replace("AT", """2026-01-02T03:04:05.0000000\u002B00:00""", StringComparison.Ordinal)));

    private static (int Status, string Body) Of(bool draining, bool detail, params (string, bool, DependencyState)[] dependencies)
    {
        var report = HealthReport.Of(dependencies, draining, detail);
        return (report.StatusCode, report.Body.ToJsonString());
    }
}
