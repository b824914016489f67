using System.Net.Sockets;
using StackExchange.Redis;

namespace ChaosLab.ServiceDefaults.StandIns.Redis;

/// <summary>Asks a server for a word over a connection of its own; any word will do, also a demand for a password.</summary>
internal static class RedisGreeting
{
    public static async Task<bool> AnswersAsync(ConfigurationOptions options, TimeSpan patience, TimeProvider time, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        foreach (var endpoint in options.EndPoints)
        {
            try
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(endpoint, either.Token);
                await socket.SendAsync("PING\r\n"u8.ToArray(), either.Token);
                if (await socket.ReceiveAsync(new byte[64], either.Token) > 0) return true;
            }
            catch (Exception error) when (error is SocketException || (error is OperationCanceledException && !ct.IsCancellationRequested))
            {
                // Not this one, or not in time.
            }
        }

        return false;
    }
}
