using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace ChaosLab.Hosting.Infrastructure.Redis;

/// <summary>Asks a Redis whether it answers, over a connection of its own: no pool, no reconnecting client in between.</summary>
/// <param name="Host">Where it listens.</param>
/// <param name="Port">Its port.</param>
/// <param name="Password">Its password, or null.</param>
/// <param name="Tls">Whether it speaks TLS.</param>
internal sealed record RedisPing(string Host, int Port, string? Password, bool Tls)
{
    /// <summary>Reads a connection string of the form <c>host:port,password=…,ssl=true</c>.</summary>
    public static RedisPing Parse(string connectionString)
    {
        var parts = connectionString.Split(',', StringSplitOptions.TrimEntries);
        var colon = parts[0].LastIndexOf(':');
        string? Setting(string name) => parts.Skip(1)
            .FirstOrDefault(part => part.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..];
        return new RedisPing(
            colon < 0 ? parts[0] : parts[0][..colon],
            colon < 0 ? 6379 : int.Parse(parts[0][(colon + 1)..], CultureInfo.InvariantCulture),
            Setting("password"),
            bool.TryParse(Setting("ssl"), out var tls) && tls);
    }

    /// <summary>Throws unless Redis answers PONG.</summary>
    public async Task SendAsync(CancellationToken ct)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(Host, Port, ct);
        var stream = await OpenAsync(client, ct);
        await using var opened = stream;
        using var reader = new StreamReader(stream, Encoding.ASCII);
        if (Password is { } password) await AskAsync(stream, reader, ["AUTH", password], "+OK", ct);
        await AskAsync(stream, reader, ["PING"], "+PONG", ct);
    }

    private async Task<Stream> OpenAsync(TcpClient client, CancellationToken ct)
    {
        if (!Tls) return client.GetStream();
#pragma warning disable CA5359 // The probe asks whether Redis answers, on this machine; it sends no data worth hiding.
        var secured = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, _, _, _) => true);
#pragma warning restore CA5359
        await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = Host }, ct);
        return secured;
    }

    private static async Task AskAsync(Stream stream, StreamReader reader, string[] words, string expected, CancellationToken ct)
    {
        var request = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{words.Length}\r\n");
        foreach (var word in words) request.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request.ToString()), ct);
        var answer = await reader.ReadLineAsync(ct);
        if (answer != expected) throw new IOException($"Redis answered '{answer}' to {words[0]}");
    }
}
