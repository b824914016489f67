using ChaosLab.ChaosController.Reports;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Reports;

public sealed class CapturedLogsTests
{
    private const string At = "2026-11-21T19:30:12.250Z ";

    [Theory]
    [InlineData("fail: ChaosLab.Web.Orders[0]", "error in its log")]
    [InlineData("crit: Microsoft.AspNetCore.Server.Kestrel[0]", "error in its log")]
    [InlineData("warn: ChaosLab.Web.Orders[0]", "warning in its log")]
    [InlineData("2026-11-21 19:30:12.250 UTC [77] PANIC:  could not write to file", "error in its log")]
    [InlineData("2026-11-21 19:30:12.250 UTC [77] ERROR:  relation \"x\" does not exist", "error in its log")]
    [InlineData("2026-11-21 19:30:12.250 UTC [77] WARNING:  terminating connection because of crash of another server process", "warning in its log")]
    [InlineData("4711:M 21 Nov 2026 19:30:12.250 # Out of memory", "warning in its log")]
    [InlineData("[ALERT]    (7) : backend 'web' has no server available!", "error in its log")]
    [InlineData("[WARNING]  (7) : Server web/web-1 is DOWN", "warning in its log")]
    public void A_complaint_is_known_by_its_form(string text, string what)
        => CapturedLogs.Of("part", [At + text]).ShouldBe([new Complaint("part", what, 1, new DateTimeOffset(2026, 11, 21, 19, 30, 12, 250, TimeSpan.Zero))]);

    [Theory]
    [InlineData("info: ChaosLab.Web.Orders[0]")]
    [InlineData("      warn: in the middle of a message")]
    [InlineData("2026-11-21 19:30:12.250 UTC [77] LOG:  no ERROR: at all")]
    [InlineData("4711:M 21 Nov 2026 19:30:12.250 * Ready to accept connections")]
    [InlineData("")]
    public void What_is_none_is_none(string text) => CapturedLogs.Of("part", [At + text, text]).ShouldBeEmpty();

    [Fact]
    public void They_are_counted_from_the_first_on()
        => CapturedLogs.Of("web-1", ["2026-11-21T19:30:12.000Z warn: A[0]", "2026-11-21T19:30:13.000Z warn: A[0]", "2026-11-21T19:30:14.000Z fail: A[0]"])
            .Select(complaint => (complaint.What, complaint.Times, complaint.First.Second)).ShouldBe([("error in its log", 1, 14), ("warning in its log", 2, 12)]);

    [Fact]
    public void Where_no_log_was_kept_there_is_nothing() => CapturedLogs.Read(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))).ShouldBeEmpty();
}
