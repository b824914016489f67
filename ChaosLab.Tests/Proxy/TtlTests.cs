using System.Net;
using System.Text.Json;
using ChaosLab.Proxy.Api;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Proxy;

/// <summary>A toxic with a ttl goes away by itself unless it is renewed.</summary>
[Collection(nameof(ProxyPrograms))]
public sealed class TtlTests(ProxyPrograms proxies)
{
    public static TheoryData<string> Engines => ProxyPrograms.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_toxic_expires_and_what_it_held_is_delivered(string engine)
    {
        using var server = TcpServer.Echo();
        await using var edge = await proxies[engine].EdgeAsync(server.Port);
        using var caller = await edge.CallAsync();
        await caller.RoundTripAsync();

        await edge.AddAsync("latency", new { latency = 600_000 }, ttl: 500);

        await caller.RoundTripAsync();
        (await edge.ToxicsAsync()).ShouldBe(0);
        await Eventually.BeTrueAsync("it is said", () => proxies[engine].Program.Output.Contains($"toxic expired: {edge.Name}", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_expired_outage_takes_callers_again(string engine)
    {
        using var server = TcpServer.Echo();
        await using var edge = await proxies[engine].EdgeAsync(server.Port);
        await edge.AddAsync("down", new { }, ttl: "300ms");

        await Eventually.BeTrueAsync(
            "callers get through again",
            async _ =>
            {
                using var caller = await edge.CallAsync();
                await caller.RoundTripAsync();
                return true;
            },
            ProxyProgram.Patience);
        (await edge.ToxicsAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("PATCH", true)]
    [InlineData("POST", true)]
    [InlineData("POST", false)]
    public async Task A_renewed_toxic_stays(string method, bool byItsOwnPath)
    {
        await using var edge = await proxies.Standard.EdgeAsync(9);
        await edge.AddAsync("latency", new { latency = 5 }, ttl: 60_000);
        var path = byItsOwnPath ? "/toxics/latency_downstream" : "/toxics";
        var body = byItsOwnPath ? """{"ttl":"20m"}""" : """{"type":"latency","attributes":{"latency":5},"ttl":"20m"}""";

        var (status, answer) = await proxies.Standard.SendAsync(new HttpMethod(method), edge.Path + path, body);

        status.ShouldBe(HttpStatusCode.OK);
        var toxic = JsonDocument.Parse(answer).RootElement;
        toxic.GetProperty("ttl").GetInt64().ShouldBe(1_200_000);
        toxic.GetProperty("remaining").GetInt64().ShouldBeInRange(1_000_000, 1_200_000);
        toxic.GetProperty("attributes").GetProperty("latency").GetInt64().ShouldBe(5);
        (await edge.ToxicsAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData("PATCH")]
    [InlineData("POST")]
    public async Task A_change_without_a_ttl_does_not_renew_it(string method)
    {
        await using var edge = await proxies.Standard.EdgeAsync(9);
        await edge.AddAsync("latency", new { latency = 5 }, ttl: 60_000);
        var left = await Eventually.BeAsync(
            "some of its time is over", async _ => (await edge.FiguresAsync()).GetProperty("toxics")[0].GetProperty("remaining").GetInt64(), remaining => remaining < 59_700);

        var (_, answer) = await proxies.Standard.SendAsync(
            new HttpMethod(method), edge.Path + "/toxics/latency_downstream", """{"attributes":{"latency":6},"toxicity":0.5}""");

        var toxic = JsonDocument.Parse(answer).RootElement;
        toxic.GetProperty("attributes").GetProperty("latency").GetInt64().ShouldBe(6);
        toxic.GetProperty("ttl").GetInt64().ShouldBe(60_000);
        toxic.GetProperty("remaining").GetInt64().ShouldBeLessThanOrEqualTo(left);
    }

    [Fact]
    public async Task A_ttl_can_be_taken_back()
    {
        await using var edge = await proxies.Standard.EdgeAsync(9);
        await edge.AddAsync("noop", new { }, ttl: 60_000);

        await edge.ChangeAsync("noop_downstream", new { ttl = 0 });

        (await edge.FiguresAsync()).GetProperty("toxics")[0].TryGetProperty("ttl", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Posting_again_without_a_ttl_is_a_conflict()
    {
        await using var edge = await proxies.Standard.EdgeAsync(9);
        await edge.AddAsync("noop", new { }, ttl: 60_000);

        (await proxies.Standard.SendAsync(HttpMethod.Post, edge.Path + "/toxics", """{"type":"noop"}""")).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("""{"ttl":250}""", 250)]
    [InlineData("""{"ttl":"4s"}""", 4_000)]
    [InlineData("""{"ttl":"1m30s"}""", 90_000)]
    [InlineData("""{"ttl":"1.5h"}""", 5_400_000)]
    [InlineData("""{"ttl":"250ms"}""", 250)]
    [InlineData("""{"ttl":"5000us"}""", 5)]
    public void A_ttl_is_milliseconds_or_a_duration(string body, int milliseconds)
        => Ttl.Read(JsonDocument.Parse(body).RootElement).ShouldBe(TimeSpan.FromMilliseconds(milliseconds));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"ttl":null}""")]
    [InlineData("""{"ttl":0}""")]
    public void Nothing_is_no_ttl(string body) => Ttl.Read(JsonDocument.Parse(body).RootElement).ShouldBeNull();

    [Theory]
    [InlineData("""{"ttl":-1}""")]
    [InlineData("""{"ttl":""}""")]
    [InlineData("""{"ttl":"4"}""")]
    [InlineData("""{"ttl":"4 s"}""")]
    [InlineData("""{"ttl":"25h"}""")]
    [InlineData("""{"ttl":true}""")]
    public void Anything_else_is_refused(string body)
        => Should.Throw<ApiError>(() => Ttl.Read(JsonDocument.Parse(body).RootElement)).Status.ShouldBe(400);
}
