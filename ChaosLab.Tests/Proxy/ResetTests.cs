using System.Net;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Proxy;

/// <summary>Reset undoes everything, even when one proxy cannot be enabled.</summary>
public sealed class ResetTests
{
    [Fact]
    public async Task Reset_enables_all_and_removes_every_toxic()
    {
        await using var proxy = await ProxyProgram.StartAsync([]);
        using var server = TcpServer.Echo();
        await using var down = await proxy.EdgeAsync(server.Port);
        await using var off = await proxy.EdgeAsync(server.Port);
        await down.AddAsync("down", new { });
        await proxy.SendAsync(HttpMethod.Patch, off.Path, """{"enabled":false}""");

        (await proxy.SendAsync(HttpMethod.Post, "reset")).Status.ShouldBe(HttpStatusCode.NoContent);

        foreach (var edge in new[] { down, off })
        {
            (await edge.ToxicsAsync()).ShouldBe(0);
            using var caller = await edge.CallAsync();
            await caller.RoundTripAsync();
        }
    }

    [Fact]
    public async Task Reset_is_complete_when_one_proxy_fails()
    {
        await using var proxy = await ProxyProgram.StartAsync([]);
        using var server = TcpServer.Echo();
        await using var first = await proxy.EdgeAsync(server.Port, name: "a-first");
        await using var last = await proxy.EdgeAsync(server.Port, name: "z-last");
        using var taken = TcpServer.Echo();
        await proxy.SendAsync(
            HttpMethod.Post, "proxies", $$"""{"name":"m-failing","listen":"127.0.0.1:{{taken.Port}}","upstream":"a:1","enabled":false}""");
        await proxy.SendAsync(HttpMethod.Post, "proxies/m-failing/toxics", """{"type":"noop"}""");
        await first.AddAsync("timeout", new { timeout = 0 });
        await last.AddAsync("timeout", new { timeout = 0 });

        var (status, body) = await proxy.SendAsync(HttpMethod.Post, "reset");

        status.ShouldBe(HttpStatusCode.InternalServerError);
        body.ShouldContain("m-failing");
        (await proxy.SendAsync(HttpMethod.Get, "proxies/m-failing/toxics")).Body.ShouldBe("[]");
        foreach (var edge in new[] { first, last })
        {
            (await edge.ToxicsAsync()).ShouldBe(0);
            using var caller = await edge.CallAsync();
            await caller.RoundTripAsync();
        }
    }
}
