using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Running.Functions;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Running;

public sealed class BreakerStateTests
{
    private const string Ill = """{"status":"degraded","dependencies":{"cache":{"status":"unavailable","circuit":"open"},"postgres":{"status":"slow"}}}""";

    [Theory]
    [InlineData(Ill, "cache", "open")]
    [InlineData(Ill, "postgres", "closed")]
    [InlineData(Ill, "payment", "closed")]
    [InlineData("""{"status":"ok"}""", "payment", "closed")]
    public void It_is_closed_unless_the_health_says_otherwise(string health, string dependency, string expected)
        => Of(health, dependency).ShouldBe(expected);

    [Fact]
    public void A_dependency_that_nobody_knows_is_refused_with_those_there_are()
        => Should.Throw<ActivityFailedException>(() => Of("""{"status":"ok"}""", "paymnt")).Message.ShouldContain("payment");

    private static string Of(string health, string dependency) => BreakerState.Of("web-1", (JsonObject)JsonNode.Parse(health)!, dependency, ["cache", "payment"]);
}
