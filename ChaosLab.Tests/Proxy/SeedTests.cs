using System.Net;
using System.Text.Json;
using ChaosLab.Proxy.Decisions;
using ChaosLab.Proxy.Links;
using ChaosLab.Tests.Support;
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
    public async Task The_same_toxic_added_twice_to_a_running_proxy_decides_the_same()
    {
        await using var proxy = await ProxyProgram.StartAsync([]);
        using var server = TcpServer.Echo();
        await using var edge = await proxy.EdgeAsync(server.Port);
        using var standing = await edge.CallAsync();
        await standing.RoundTripAsync();

        var first = await DecisionsAsync(proxy, edge, standing, ("slow", 42));
        await UseAsync(edge, connections: 3);
        var second = await DecisionsAsync(proxy, edge, standing, ("slow", 42));

        first.ShouldContain(line => line.Contains("\"connection\":-1,"));
        first.ShouldContain(line => line.Contains("\"connection\":8,"));
        first.ShouldContain(line => line.Contains("\"what\":\"delay\""));
        second.ShouldBe(first);
        (await DecisionsAsync(proxy, edge, standing, ("slow", 43))).ShouldNotBe(first);
    }

    [Fact]
    public async Task Toxics_with_seeds_of_their_own_do_not_disturb_each_other()
    {
        await using var proxy = await ProxyProgram.StartAsync([]);
        using var server = TcpServer.Echo();
        await using var edge = await proxy.EdgeAsync(server.Port);
        using var standing = await edge.CallAsync();
        await standing.RoundTripAsync();
        var one = await DecisionsAsync(proxy, edge, standing, ("one", 1));
        var other = await DecisionsAsync(proxy, edge, standing, ("other", 2));

        var both = await DecisionsAsync(proxy, edge, standing, ("one", 1), ("other", 2));

        both.Where(line => line.Contains("\"toxic\":\"one\"")).ShouldBe(one);
        both.Where(line => line.Contains("\"toxic\":\"other\"")).ShouldBe(other);
    }

    [Fact]
    public async Task Another_seed_of_the_proxy_changes_nothing_for_a_toxic_that_stands()
    {
        await using var proxy = await ProxyProgram.StartAsync([]);
        using var server = TcpServer.Echo();
        await using var edge = await proxy.EdgeAsync(server.Port, new { seed = 5 });
        await edge.AddAsync("timeout", new { timeout = 0 }, toxicity: 0.5);
        await edge.AddAsync("timeout", new { timeout = 0 }, toxicity: 0.5, toxic: "own", seed: 9);
        await proxy.SendAsync(HttpMethod.Post, "decisions", """{"enabled":true}""");
        await proxy.SendAsync(HttpMethod.Patch, edge.Path, """{"seed":6}""");

        for (var i = 0; i < 20; i++) (await edge.CallAsync()).Dispose();
        var hits = await Eventually.BeAsync(
            "a decision for each", _ => LinesAsync(proxy), lines => lines.Length == 40, ProxyProgram.Patience);

        using var log = new DecisionLog(file: null);
        foreach (var (toxic, seed) in new[] { ("timeout_downstream", 5), ("own", 9) })
        {
            var expected = Enumerable.Range(1, 20).Select(number => new Chances(seed, edge.Name, number, toxic, StreamDirection.Downstream, log).Hits(0.5) ? 1 : 0);
            hits.Select(line => JsonDocument.Parse(line).RootElement).Where(hit => hit.GetProperty("toxic").GetString() == toxic)
                .OrderBy(hit => hit.GetProperty("connection").GetInt32()).Select(hit => hit.GetProperty("value").GetInt32()).ShouldBe(expected, toxic);
        }
    }

    [Fact]
    public async Task The_seed_of_a_toxic_is_shown_and_stays()
    {
        await using var proxy = await ProxyProgram.StartAsync([]);
        await using var edge = await proxy.EdgeAsync(9);
        await edge.AddAsync("noop", new { }, seed: 7, ttl: "1h");
        var path = edge.Path + "/toxics/noop_downstream";

        JsonDocument.Parse((await proxy.SendAsync(HttpMethod.Get, path)).Body).RootElement.GetProperty("seed").GetInt64().ShouldBe(7);
        (await proxy.SendAsync(HttpMethod.Patch, path, """{"seed":7,"toxicity":0.5}""")).Status.ShouldBe(HttpStatusCode.OK);
        var (status, body) = await proxy.SendAsync(HttpMethod.Patch, path, """{"seed":8}""");
        status.ShouldBe(HttpStatusCode.BadRequest);
        body.ShouldContain("'seed' cannot be changed");
        (await proxy.SendAsync(HttpMethod.Post, edge.Path + "/toxics", """{"type":"noop","seed":8,"ttl":"1h"}""")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await proxy.SendAsync(HttpMethod.Post, edge.Path + "/toxics", """{"type":"noop","seed":7,"ttl":"1h"}""")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_seed_of_the_command_line_is_that_of_proxies_made_through_the_API()
    {
        await using var proxy = await ProxyProgram.StartAsync(["--seed", "42"]);
        await using var edge = await proxy.EdgeAsync(9);
        await using var own = await proxy.EdgeAsync(9, new { seed = 43 });

        (await edge.FiguresAsync()).GetProperty("seed").GetInt64().ShouldBe(42);
        (await own.FiguresAsync()).GetProperty("seed").GetInt64().ShouldBe(43);
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

    // What toxics decide while they are there, on the standing connection and on new ones.
    private static async Task<string[]> DecisionsAsync(ProxyProgram proxy, ProxyEdge edge, Caller standing, params (string Name, long Seed)[] toxics)
    {
        await Eventually.BeTrueAsync(
            "only one connection stands", async _ => (await edge.FiguresAsync()).GetProperty("connectionsOpen").GetInt32() == 1, ProxyProgram.Patience);
        await proxy.SendAsync(HttpMethod.Post, "decisions", """{"enabled":true}""");
        foreach (var (name, seed) in toxics) await edge.AddAsync("latency", new { latency = 3, jitter = 3 }, toxicity: 0.7, toxic: name, seed: seed);
        await standing.RoundTripAsync();
        await UseAsync(edge, connections: 8);
        foreach (var (name, _) in toxics) await edge.RemoveAsync(name);
        await proxy.SendAsync(HttpMethod.Post, "decisions", """{"enabled":false}""");
        return await LinesAsync(proxy);
    }

    // One answer at a time, so that the bytes are cut the same way in each run.
    private static async Task UseAsync(ProxyEdge edge, int connections)
    {
        for (var connection = 0; connection < connections; connection++)
        {
            using var caller = await edge.CallAsync();
            for (var i = 0; i < 5; i++) await caller.RoundTripAsync();
        }
    }

    private static async Task<string[]> LinesAsync(ProxyProgram proxy)
        => (await proxy.SendAsync(HttpMethod.Get, "decisions")).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    // The proxy still has it open.
    private static async Task<string[]> FileLinesAsync(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

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
                await UseAsync(edge, connections: 8);
                var kept = await LinesAsync(proxy);
                return await Eventually.BeAsync("all decisions in the file", _ => FileLinesAsync(file), lines => lines.SequenceEqual(kept), ProxyProgram.Patience);
            }
        }
        finally
        {
            File.Delete(file);
        }
    }
}
