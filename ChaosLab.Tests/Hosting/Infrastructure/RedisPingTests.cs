using ChaosLab.Hosting.Infrastructure.Redis;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Infrastructure;

public sealed class RedisPingTests
{
    [Theory]
    [InlineData("localhost:39709,password=p=w,ssl=true", "localhost", 39709, "p=w", true)]
    [InlineData("127.0.0.1:6380", "127.0.0.1", 6380, null, false)]
    [InlineData("cache, password=x", "cache", 6379, "x", false)]
    public void Reads_connection_strings(string text, string host, int port, string? password, bool tls)
        => RedisPing.Parse(text).ShouldBe(new RedisPing(host, port, password, tls));
}
