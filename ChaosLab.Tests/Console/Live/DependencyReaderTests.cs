using ChaosLab.ChaosController.Console.Live;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Console.Live;

public sealed class DependencyReaderTests
{
    [Fact]
    public void Every_dependency_that_a_service_names_is_read()
        => DependencyReader.Parse("web-1", """
            {"status":"degraded","dependencies":{
              "cache":{"status":"available","circuit":"closed","critical":false,"since":"2026-01-02T03:04:05.0000000+00:00","lastCallMs":1.2},
              "payment":{"status":"unavailable","circuit":"open","error":"no answer","critical":true,"since":"2026-01-02T03:04:06.0000000+00:00"}}}
            """).ShouldBe(
        [
            new DependencyHealth("web-1", "cache", true, "closed", false, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), 1.2, null),
            new DependencyHealth("web-1", "payment", false, "open", true, new DateTimeOffset(2026, 1, 2, 3, 4, 6, TimeSpan.Zero), null, "no answer"),
        ]);

    [Theory]
    [InlineData("")]
    [InlineData("Healthy")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"status":"ok"}""")]
    [InlineData("""{"dependencies":[1]}""")]
    [InlineData("""{"dependencies":{"cache":"well"}}""")]
    public void What_is_no_detail_names_none(string body) => DependencyReader.Parse("web-1", body).ShouldBeEmpty();
}
