using System.Text;
using ChaosLab.Proxy.Protocols;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Proxy;

/// <summary>Requests are counted right however the bytes are cut.</summary>
public sealed class RequestCounterTests
{
    private static readonly byte[] Startup = [0, 0, 0, 12, 0, 3, 0, 0, (byte)'u', 0, (byte)'x', 0];

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\r\n", 1)]
    [InlineData("GET /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n", 2)]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 22\r\n\r\nGET /no HTTP/1.1\r\n\r\n\r\nGET /b HTTP/1.1\r\n\r\n", 2)]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nGET /\r\nA;x=y\r\n0123456789\r\n0\r\nTrailer: a\r\n\r\nGET / HTTP/1.1\r\n\r\n", 2)]
    [InlineData("GET /chat HTTP/1.1\r\nUpgrade: websocket\r\n\r\nGET / HTTP/1.1\r\n\r\n", 1)]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 0)]
    public void Http_requests(string bytes, int requests) => CountsHowever("http", Encoding.ASCII.GetBytes(bytes), requests);

    [Theory]
    [InlineData("*1\r\n$4\r\nPING\r\n", 1)]
    [InlineData("PING\r\nPING\r\n", 2)]
    [InlineData("*3\r\n$3\r\nSET\r\n$1\r\na\r\n$14\r\n*1\r\n$4\r\nPING\r\n\r\n*1\r\n$4\r\nPING\r\n", 2)]
    [InlineData("*2\r\n$3\r\nGET\r\n$0\r\n\r\n*0\r\n*1\r\n$4\r\nPING\r\n", 3)]
    public void Redis_commands(string bytes, int requests) => CountsHowever("redis", Encoding.ASCII.GetBytes(bytes), requests);

    [Fact]
    public void Postgres_queries()
        => CountsHowever("postgres", [.. Startup, .. Message('Q', "SELECT 1"), .. Message('P', "Q"), .. Message('B', ""), .. Message('E', "12345"), .. Message('S', ""), .. Message('X', "")], 2);

    [Fact]
    public void Postgres_queries_after_a_refused_encryption()
        => CountsHowever("postgres", [0, 0, 0, 8, 4, 210, 22, 47, .. Startup, .. Message('Q', "SELECT 1")], 1);

    [Fact]
    public void Encrypted_postgres_is_not_guessed_at()
        => CountsHowever("postgres", [0, 0, 0, 8, 4, 210, 22, 47, 0x16, 3, 1, 0, 5, .. "QQQQQQQQQQQQQQQQQQQQQ"u8.ToArray()], 0);

    [Fact]
    public void Nothing_is_counted_on_tcp() => RequestCounters.For("tcp").ShouldBeNull();

    private static byte[] Message(char type, string body)
        => [(byte)type, 0, 0, 0, (byte)(body.Length + 4), .. Encoding.ASCII.GetBytes(body)];

    private static void CountsHowever(string protocol, byte[] bytes, int expected)
    {
        foreach (var piece in new[] { 1, 2, 3, 7, bytes.Length })
        {
            var counter = RequestCounters.For(protocol)!;
            var counted = 0;
            for (var at = 0; at < bytes.Length; at += piece) counted += counter.Feed(bytes.AsSpan(at, Math.Min(piece, bytes.Length - at)));
            counted.ShouldBe(expected, $"cut every {piece} bytes");
        }
    }
}
