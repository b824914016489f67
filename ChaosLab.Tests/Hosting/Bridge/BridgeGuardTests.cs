using ChaosLab.Hosting.Bridge;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Bridge;

public sealed class BridgeGuardTests
{
    private const string Token = "0123456789abcdef";

    [Theory]
    [InlineData("127.0.0.1:4711", "Bearer 0123456789abcdef", null, 200)]
    [InlineData("localhost", "bearer 0123456789abcdef", "http://localhost:5080", 200)]
    [InlineData("[::1]:4711", "Bearer 0123456789abcdef", null, 200)]
    [InlineData("127.0.0.1", "Bearer 0123456789abcdeX", null, 401)]
    [InlineData("127.0.0.1", "Basic 0123456789abcdef", null, 401)]
    [InlineData("127.0.0.1", null, null, 401)]
    [InlineData("attacker.example", "Bearer 0123456789abcdef", null, 403)]
    [InlineData("127.0.0.1.attacker.example", "Bearer 0123456789abcdef", null, 403)]
    [InlineData("127.0.0.1", "Bearer 0123456789abcdef", "http://attacker.example", 403)]
    public async Task Lets_in_who_knows_the_token_and_speaks_to_loopback(string host, string? authorization, string? origin, int status)
    {
        var context = new DefaultHttpContext
        {
            RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(),
            Request = { Host = new HostString(host) },
        };
        if (authorization is not null) context.Request.Headers.Authorization = authorization;
        if (origin is not null) context.Request.Headers.Origin = origin;

        await new BridgeGuard(_ => Task.CompletedTask, Token).InvokeAsync(context);

        context.Response.StatusCode.ShouldBe(status);
    }
}
