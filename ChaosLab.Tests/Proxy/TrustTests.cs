using System.Net;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Proxy;

/// <summary>Only this machine, only pages of its own, and only with the token.</summary>
public sealed class TrustTests
{
    private const string Token = "a-token-of-this-run-1234567890";

    [Fact]
    public async Task Changes_need_the_token_and_reading_does_not()
    {
        await using var proxy = await ProxyProgram.StartAsync([], new Dictionary<string, string?> { ["CHAOSLAB_PROXY_TOKEN"] = Token });
        const string Body = """{"name":"a","upstream":"127.0.0.1:9"}""";

        (await proxy.SendAsync(HttpMethod.Get, "proxies")).Status.ShouldBe(HttpStatusCode.OK);
        (await proxy.SendAsync(HttpMethod.Post, "proxies", Body)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync(proxy, Body, "Bearer wrong")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync(proxy, Body, Token)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await proxy.SendAsync(HttpMethod.Post, "reset")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync(proxy, Body, "Bearer " + Token)).Status.ShouldBe(HttpStatusCode.Created);
        proxy.Program.Output.ShouldNotContain(Token);
        proxy.Program.Output.ShouldNotContain("everyone on this machine");
    }

    [Fact]
    public async Task The_token_can_come_from_a_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, Token + "\n");
            await using var proxy = await ProxyProgram.StartAsync(["--token-file", file]);

            (await proxy.SendAsync(HttpMethod.Post, "reset")).Status.ShouldBe(HttpStatusCode.Unauthorized);
            (await proxy.SendAsync(HttpMethod.Post, "reset", change: request => request.Headers.Add("Authorization", "Bearer " + Token)))
                .Status.ShouldBe(HttpStatusCode.NoContent);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Strangers_are_turned_away()
    {
        await using var proxy = await ProxyProgram.StartAsync([]);
        proxy.Program.Output.ShouldContain("everyone on this machine can change this proxy");
        var port = proxy.Http.BaseAddress!.Port;

        (await proxy.SendAsync(HttpMethod.Get, "proxies", change: request => request.Headers.Host = "evil.example")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await proxy.SendAsync(HttpMethod.Get, "proxies", change: request => request.Headers.Host = $"127.0.0.1.evil.example:{port}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await proxy.SendAsync(HttpMethod.Get, "proxies", change: request => request.Headers.Host = $"localhost:{port}")).Status.ShouldBe(HttpStatusCode.OK);
        (await proxy.SendAsync(HttpMethod.Post, "reset", change: request => request.Headers.Add("Origin", "http://evil.example"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await proxy.SendAsync(HttpMethod.Post, "reset", change: request => request.Headers.Add("Origin", "null"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await proxy.SendAsync(HttpMethod.Post, "reset", change: request => request.Headers.Add("Origin", $"http://127.0.0.1:{port}"))).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Browsers_are_turned_away_as_by_Toxiproxy()
    {
        await using var proxy = await ProxyProgram.StartAsync([]);

        var (status, body) = await proxy.SendAsync(HttpMethod.Get, "proxies", change: request => Agent(request, "Mozilla/5.0 (X11; Linux x86_64)"));

        status.ShouldBe(HttpStatusCode.Forbidden);
        body.ShouldContain("User agent not allowed");
        (await proxy.SendAsync(HttpMethod.Get, "proxies", change: request => Agent(request, "toxiproxy-cli/2.12.0"))).Status.ShouldBe(HttpStatusCode.OK);

        static void Agent(HttpRequestMessage request, string name) => request.Headers.TryAddWithoutValidation("User-Agent", name);
    }

    [Fact]
    public async Task An_oversized_body_is_refused_and_the_proxy_goes_on()
    {
        await using var proxy = await ProxyProgram.StartAsync([]);

        var (status, _) = await proxy.SendAsync(HttpMethod.Post, "proxies", $$"""{"name":"{{new string('x', 300_000)}}"}""");

        status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await proxy.SendAsync(HttpMethod.Get, "health")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static Task<(HttpStatusCode Status, string Body)> SendAsync(ProxyProgram proxy, string body, string authorization)
        => proxy.SendAsync(HttpMethod.Post, "proxies", body, request => request.Headers.TryAddWithoutValidation("Authorization", authorization));
}
