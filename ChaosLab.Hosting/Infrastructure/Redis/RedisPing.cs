using System.Globalization;

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
        await using var connection = await RedisConnection.OpenAsync(this, ct);
        var answer = await connection.AskAsync(ct, "PING");
        if (answer is not ["PONG"]) throw new IOException($"Redis answered '{string.Join(' ', answer)}' to PING");
    }
}
