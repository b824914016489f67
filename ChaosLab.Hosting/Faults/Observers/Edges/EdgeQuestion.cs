using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Infrastructure.Redis;

namespace ChaosLab.Hosting.Faults.Observers.Edges;

/// <summary>A question in an edge's protocol, in bytes, and how to tell that its answer is complete.</summary>
/// <param name="Sent">What is sent, one part after the answer to the one before.</param>
/// <param name="IsAnswered">Whether what was received answers a part.</param>
internal sealed record EdgeQuestion(IReadOnlyList<byte[]> Sent, Func<int, ReadOnlyMemory<byte>, bool> IsAnswered)
{
    private const int Requests = 8;

    /// <summary>The maker of questions for an edge; a store's password is asked for each time.</summary>
    public static Func<CancellationToken, Task<EdgeQuestion>> For(EdgeResource edge, EdgeCall call) => edge.Protocol switch
    {
        EdgeProtocol.Http => _ => Task.FromResult(Http(call)),
        EdgeProtocol.Redis => async ct => Redis(call, await PasswordAsync(edge, ct)),
        EdgeProtocol.Postgres => _ => Task.FromResult(Postgres(call)),
        _ => _ => Task.FromResult(new EdgeQuestion([], (_, _) => true)),
    };

    /// <summary>Asks; false when the other side closed before the answer was complete.</summary>
    public async Task<bool> AskAsync(Socket socket, CancellationToken ct)
    {
        var received = new byte[LargestAnswer];
        for (var part = 0; part < Sent.Count; part++)
        {
            for (var sent = 0; sent < Sent[part].Length;) sent += await socket.SendAsync(Sent[part].AsMemory(sent), ct);
            var length = 0;
            while (!IsAnswered(part, received.AsMemory(0, length)))
            {
                var count = await socket.ReceiveAsync(received.AsMemory(length), ct);
                if (count == 0) return false;
                length += count;
            }
        }

        return true;
    }

    private static int LargestAnswer => 4 * EdgeCanary.LargeBytes;

    // Eight requests on one connection, so that answers have some size, too.
    private static EdgeQuestion Http(EdgeCall call)
    {
        var count = call == EdgeCall.Large ? Requests : 1;
        var padding = call == EdgeCall.Large ? $"X-Chaoslab-Canary: {new string('x', EdgeCanary.LargeBytes / Requests)}\r\n" : "";
        var text = new StringBuilder();
        for (var i = 1; i <= count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"GET /alive HTTP/1.1\r\nHost: localhost\r\n{padding}{(i == count ? "Connection: close\r\n" : "")}\r\n");
        }

        // The head of the last answer is enough: what follows it is a few bytes in the same segment.
        return new EdgeQuestion([Encoding.ASCII.GetBytes(text.ToString())], (_, received) => Heads(received.Span) >= count);
    }

    private static int Heads(ReadOnlySpan<byte> received)
    {
        var heads = 0;
        for (var at = received.IndexOf("HTTP/1."u8); at >= 0;)
        {
            var end = received[at..].IndexOf("\r\n\r\n"u8);
            if (end < 0) break;
            heads++;
            received = received[(at + end + 4)..];
            at = received.IndexOf("HTTP/1."u8);
        }

        return heads;
    }

    private static EdgeQuestion Redis(EdgeCall call, string? password)
    {
        var parts = new List<byte[]>();
        if (password is not null) parts.Add(Command("AUTH", password));
        var echoed = call == EdgeCall.Large ? new string('x', EdgeCanary.LargeBytes) : null;
        parts.Add(call == EdgeCall.UntilClosed ? Command("QUIT") : echoed is null ? Command("PING") : Command("PING", echoed));
        var last = parts.Count - 1;
        return new EdgeQuestion(parts, (part, received) => part == last && echoed is not null
            ? received.Length >= echoed.Length && received.Span.EndsWith("\r\n"u8)
            : received.Span.EndsWith("\r\n"u8));
    }

    // Postgres answers a question for TLS with one byte, before anybody has to name a user.
    private static EdgeQuestion Postgres(EdgeCall call)
    {
        var parts = new List<byte[]> { Message(80877103) };
        if (call == EdgeCall.Large) parts.Add(Message(196608, $"user\0postgres\0application_name\0{new string('x', EdgeCanary.LargeBytes)}\0\0"));
        if (call == EdgeCall.UntilClosed) parts.Add(Message(0));
        return new EdgeQuestion(parts, (part, received) => received.Length > 0 || (part == 1 && call == EdgeCall.UntilClosed));
    }

    private static byte[] Message(int code, string body = "")
    {
        var message = new byte[8 + Encoding.ASCII.GetByteCount(body)];
        BinaryPrimitives.WriteInt32BigEndian(message, message.Length);
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(4), code);
        Encoding.ASCII.GetBytes(body, message.AsSpan(8));
        return message;
    }

    private static byte[] Command(params string[] words)
        => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"*{words.Length}\r\n")
            + string.Concat(words.Select(word => string.Create(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n"))));

    private static async Task<string?> PasswordAsync(EdgeResource edge, CancellationToken ct)
        => edge.To is IResourceWithConnectionString store && await store.GetConnectionStringAsync(ct) is { } connectionString
            ? RedisPing.Parse(connectionString).Password
            : null;
}
