using System.Text.Json;
using ChaosLab.Proxy.Decisions;
using ChaosLab.Proxy.Links;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Proxy;

/// <summary>The same seed decides the same, for each edge and connection.</summary>
public sealed class SeedTests
{
    [Fact]
    public void The_same_seed_gives_the_same_chances()
        => Draws(1, "web->payment", 1, "slow").ShouldBe(Draws(1, "web->payment", 1, "slow"));

    [Theory]
    [InlineData(2, "web->payment", 1, "slow")]
    [InlineData(1, "web->catalog", 1, "slow")]
    [InlineData(1, "web->payment", 2, "slow")]
    [InlineData(1, "web->payment", 1, "lossy")]
    public void Another_seed_edge_connection_or_toxic_gives_others(long seed, string edge, long connection, string toxic)
        => Draws(seed, edge, connection, toxic).ShouldNotBe(Draws(1, "web->payment", 1, "slow"));

    [Fact]
    public void A_higher_toxicity_only_adds_connections()
    {
        using var log = new DecisionLog(file: null);
        var chances = Enumerable.Range(1, 1000).Select(number => new Chances(3, "a->b", number, "t", StreamDirection.Upstream, log)).ToArray();

        var few = chances.Select(chance => chance.Hits(0.2)).ToArray();
        var many = chances.Select(chance => chance.Hits(0.6)).ToArray();

        few.Zip(many).ShouldAllBe(pair => !pair.First || pair.Second);
        few.Count(hit => hit).ShouldBeInRange(130, 270);
        many.Count(hit => hit).ShouldBeInRange(530, 670);
    }

    [Fact]
    public async Task Two_runs_with_one_seed_log_the_same_decisions()
    {
        var first = await DecisionsAsync(seed: 42);

        first.ShouldNotBeEmpty();
        first.ShouldContain(line => line.Contains("\"what\":\"delay\""));
        first.ShouldContain(line => line.Contains("\"what\":\"hit\""));
        (await DecisionsAsync(seed: 42)).ShouldBe(first);
        (await DecisionsAsync(seed: 43)).ShouldNotBe(first);
    }

    [Fact]
    public async Task The_decision_log_can_be_switched_on_and_off()
    {
        await using var proxy = await ProxyProgram.StartAsync([]);
        using var server = TcpServer.Echo();
        await using var edge = await proxy.EdgeAsync(server.Port);
        await edge.AddAsync("noop", new { }, toxicity: 0.5);
        using (var caller = await edge.CallAsync()) await caller.RoundTripAsync();
        (await proxy.SendAsync(HttpMethod.Get, "decisions")).Body.ShouldBe("");

        await proxy.SendAsync(HttpMethod.Post, "decisions", """{"enabled":true}""");
        using (var caller = await edge.CallAsync()) await caller.RoundTripAsync();
        await proxy.SendAsync(HttpMethod.Post, "decisions", """{"enabled":false}""");
        using (var caller = await edge.CallAsync()) await caller.RoundTripAsync();

        var line = (await proxy.SendAsync(HttpMethod.Get, "decisions")).Body.TrimEnd();
        var decision = JsonDocument.Parse(line).RootElement;
        decision.GetProperty("edge").GetString().ShouldBe(edge.Name);
        decision.GetProperty("connection").GetInt64().ShouldBe(2);
    }

    private static double[] Draws(long seed, string edge, long connection, string toxic)
    {
        using var log = new DecisionLog(file: null);
        var chances = new Chances(seed, edge, connection, toxic, StreamDirection.Downstream, log);
        return [.. Enumerable.Range(0, 20).Select(_ => chances.Next())];
    }

    // One answer at a time, so that the bytes are cut the same way in each run.
    private static async Task<string[]> DecisionsAsync(long seed)
    {
        var file = Path.GetTempFileName();
        try
        {
            using var server = TcpServer.Echo();
            await using (var proxy = await ProxyProgram.StartAsync(["--decisions", file]))
            {
                var edge = await proxy.EdgeAsync(server.Port, new { seed }, name: "a->b");
                await edge.AddAsync("latency", new { latency = 3, jitter = 3 }, toxicity: 0.7);
                for (var connection = 0; connection < 8; connection++)
                {
                    using var caller = await edge.CallAsync();
                    for (var i = 0; i < 5; i++) await caller.RoundTripAsync();
                }
            }

            return await File.ReadAllLinesAsync(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
