using System.Net.Sockets;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Healthy when the server answers a PING (protocol: RESP2, inline AUTH and PING).</summary>
internal sealed class RedisHealthCheck(RedisResource redis) : IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!redis.PrimaryEndpoint.IsAllocated) return HealthCheckResult.Unhealthy("The address is not known yet.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(redis.PrimaryEndpoint.Host, redis.PrimaryEndpoint.Port, limit.Token);
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII);
            if (redis.PasswordParameter is { } password)
            {
                var secret = await password.GetValueAsync(limit.Token);
                var accepted = await AskAsync(stream, reader, ["AUTH", secret!], limit.Token);
                if (accepted != "+OK") return HealthCheckResult.Unhealthy($"AUTH was answered with '{accepted}'.");
            }

            var answer = await AskAsync(stream, reader, ["PING"], limit.Token);
            return answer == "+PONG"
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"PING was answered with '{answer}'.");
        }
        catch (Exception error) when (error is SocketException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"No answer to PING: {error.Message}");
        }
    }

    private static async Task<string?> AskAsync(NetworkStream stream, StreamReader reader, string[] command, CancellationToken ct)
    {
        var text = new StringBuilder($"*{command.Length}\r\n");
        foreach (var part in command) text.Append($"${Encoding.UTF8.GetByteCount(part)}\r\n{part}\r\n");
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), ct);
        return await reader.ReadLineAsync(ct);
    }
}
