using System.Text;
using ChaosLab.ChaosController.Load.Http;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Load;

/// <summary>HTTP answers, whole and in pieces, good and bad.</summary>
public sealed class AnswerReaderTests
{
    private const string Plain = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\ncontent-length: 5\r\n\r\nhello";
    private const string Chunked = "HTTP/1.1 502 Bad Gateway\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\nTrailer: 1\r\n\r\n";

    [Theory]
    [InlineData(Plain, 200, true)]
    [InlineData(Chunked, 502, true)]
    [InlineData("HTTP/1.1 200 OK\nContent-Length: 5\n\nhello", 200, true)]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nhello", 201, true)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello", 200, false)]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, false)]
    [InlineData("HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 5\r\n\r\nhello", 200, true)]
    public void An_answer_is_read_wherever_it_is_split(string text, int status, bool keepAlive)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        for (var split = 0; split <= bytes.Length; split++)
        {
            var reader = Begun();
            var used = reader.Read(bytes.AsSpan(0, split));
            if (split < bytes.Length) reader.State.ShouldBe(ReadState.Incomplete);
            used += reader.Read(bytes.AsSpan(split));

            Check(reader, status, keepAlive);
            used.ShouldBe(bytes.Length);
        }

        var single = Begun();
        foreach (var piece in bytes) single.Read([piece]);
        Check(single, status, keepAlive);
    }

    [Theory]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n")]
    [InlineData("HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n")]
    public void An_answer_without_a_body_ends_with_its_head(string text)
    {
        var reader = Begun();

        reader.Read(Encoding.ASCII.GetBytes(text)).ShouldBe(text.Length);

        reader.State.ShouldBe(ReadState.Complete);
        reader.Body.Length.ShouldBe(0);
    }

    [Fact]
    public void A_body_without_a_length_ends_with_the_connection()
    {
        var reader = Begun();
        reader.Read("HTTP/1.1 200 OK\r\n\r\nhello"u8);
        reader.State.ShouldBe(ReadState.Incomplete);

        reader.End();

        Check(reader, 200, keepAlive: false);
    }

    [Fact]
    public void An_answer_that_is_cut_off_is_broken()
    {
        var bytes = Encoding.ASCII.GetBytes(Chunked);
        for (var length = 0; length < bytes.Length; length++)
        {
            var reader = Begun();
            reader.Read(bytes.AsSpan(0, length));
            reader.End();

            reader.State.ShouldBe(ReadState.Broken);
        }
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH\r\n")]
    [InlineData("HTTP/2 200 OK\r\n")]
    [InlineData("HTTP/1.1 20 OK\r\n")]
    [InlineData("HTTP/1.1 999 OK\r\n")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: \r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n")]
    public void What_is_no_answer_is_broken(string text)
    {
        var reader = Begun();

        reader.Read(Encoding.ASCII.GetBytes(text));

        reader.State.ShouldBe(ReadState.Broken);
    }

    [Fact]
    public void What_is_beyond_the_limits_is_broken()
    {
        Feed("HTTP/1.1 200 OK\r\nX: "u8, [(byte)'x'], AnswerReader.MaxLine).ShouldBe(ReadState.Broken);
        Feed("HTTP/1.1 200 OK\r\n"u8, "X: y\r\n"u8, AnswerReader.MaxHead / 6 + 1).ShouldBe(ReadState.Broken);
        Feed("HTTP/1.1 200 OK\r\n\r\n"u8, new byte[1024 * 1024], (int)(AnswerReader.MaxBody / (1024 * 1024)) + 1).ShouldBe(ReadState.Broken);
        Feed("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8, [.. "100000\r\n"u8, .. new byte[0x100000], .. "\r\n"u8], 17).ShouldBe(ReadState.Broken);
    }

    [Fact]
    public void Random_bytes_neither_throw_nor_loop()
    {
        var random = new Random(3);
        var valid = Encoding.ASCII.GetBytes(Chunked);
        for (var trial = 0; trial < 20_000; trial++)
        {
            var bytes = (byte[])valid.Clone();
            for (var change = random.Next(1, 6); change > 0; change--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var reader = Begun();

            reader.Read(bytes).ShouldBeInRange(0, bytes.Length);
            reader.End();

            reader.State.ShouldNotBe(ReadState.Incomplete);
        }
    }

    [Fact]
    public void Bytes_after_an_answer_are_not_its_own_and_the_reader_can_be_used_again()
    {
        var two = Encoding.ASCII.GetBytes(Plain + Chunked);
        var reader = Begun();
        var used = reader.Read(two);
        Check(reader, 200, keepAlive: true);

        reader.Begin(keepsBody: true);
        used += reader.Read(two.AsSpan(used));

        Check(reader, 502, keepAlive: true);
        used.ShouldBe(two.Length);
    }

    [Fact]
    public void A_body_nobody_wants_is_not_kept()
    {
        var reader = new AnswerReader();
        reader.Begin(keepsBody: false);

        reader.Read(Encoding.ASCII.GetBytes(Plain));

        reader.State.ShouldBe(ReadState.Complete);
        reader.Body.Length.ShouldBe(0);
    }

    private static ReadState Feed(ReadOnlySpan<byte> start, ReadOnlySpan<byte> again, int times)
    {
        var reader = Begun();
        reader.Read(start);
        for (var i = 0; i < times; i++) reader.Read(again);
        reader.Body.Length.ShouldBeLessThanOrEqualTo(AnswerReader.MaxKept);
        return reader.State;
    }

    private static void Check(AnswerReader reader, int status, bool keepAlive)
    {
        reader.State.ShouldBe(ReadState.Complete);
        reader.Status.ShouldBe(status);
        reader.KeepAlive.ShouldBe(keepAlive);
        Encoding.ASCII.GetString(reader.Body).ShouldBe("hello");
    }

    private static AnswerReader Begun()
    {
        var reader = new AnswerReader();
        reader.Begin(keepsBody: true);
        return reader;
    }
}
