using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace ChaosLab.Hosting.Infrastructure.Redis;

/// <summary>One connection to a Redis: no pool, no reconnecting client in between. One question at a time.</summary>
internal sealed class RedisConnection : IAsyncDisposable
{
    private const int LongestText = 1 << 20;

    private readonly TcpClient _client;
    private readonly Stream _stream;
    private readonly StreamReader _reader;

    private RedisConnection(TcpClient client, Stream stream)
    {
        _client = client;
        _stream = stream;

        // One byte is one character, so that lengths in bytes can be read as such.
        _reader = new StreamReader(stream, Encoding.Latin1);
    }

    /// <summary>Connects, and says the password if there is one.</summary>
    public static async Task<RedisConnection> OpenAsync(RedisPing address, CancellationToken ct)
    {
        var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(address.Host, address.Port, ct);
            var connection = new RedisConnection(client, await SecureAsync(client, address, ct));
            if (address.Password is { } password) await connection.AskAsync(ct, "AUTH", password);
            return connection;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Asks, and returns the answer's parts as text: one, or those of a list. What is nil is null.</summary>
    /// <exception cref="RedisErrorException">Redis answered with an error.</exception>
    /// <exception cref="IOException">Redis closed the connection, or it is no Redis.</exception>
    public async Task<IReadOnlyList<string?>> AskAsync(CancellationToken ct, params string[] words)
    {
        var request = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{words.Length}\r\n");
        foreach (var word in words) request.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(request.ToString()), ct);
        var parts = new List<string?>();
        await ReadAsync(parts, words[0], ct);
        return parts;
    }

    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        await _stream.DisposeAsync();
        _client.Dispose();
    }

    private static async Task<Stream> SecureAsync(TcpClient client, RedisPing address, CancellationToken ct)
    {
        if (!address.Tls) return client.GetStream();
#pragma warning disable CA5359 // It is the lab's own Redis on this machine, whose certificate the host makes for each run.
        var secured = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, _, _, _) => true);
#pragma warning restore CA5359
        await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = address.Host }, ct);
        return secured;
    }

    private async Task ReadAsync(List<string?> parts, string command, CancellationToken ct)
    {
        var line = await _reader.ReadLineAsync(ct) ?? throw new IOException($"Redis closed the connection on {command}");
        switch (line.FirstOrDefault())
        {
            case '+' or ':':
                parts.Add(line[1..]);
                return;
            case '-':
                throw new RedisErrorException(line[1..], command);
            case '$':
                parts.Add(await TextAsync(Length(line), command, ct));
                return;
            case '*':
                for (var left = Length(line); left > 0; left--) await ReadAsync(parts, command, ct);
                return;
            default:
                throw new IOException($"'{line}' is no answer of Redis to {command}");
        }
    }

    private async Task<string?> TextAsync(int length, string command, CancellationToken ct)
    {
        if (length < 0) return null;
        if (length > LongestText) throw new IOException($"Redis answered {length} bytes to {command}");
        var text = new char[length + 2];
        if (await _reader.ReadBlockAsync(text, ct) < text.Length) throw new IOException($"Redis closed the connection on {command}");
        return Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(text, 0, length));
    }

    private static int Length(string line)
        => int.TryParse(line.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var length)
            ? length
            : throw new IOException($"'{line}' is no answer of Redis");
}
