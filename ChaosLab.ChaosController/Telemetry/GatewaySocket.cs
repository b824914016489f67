using System.Net.Sockets;
using System.Text;

namespace ChaosLab.ChaosController.Telemetry;

/// <summary>HAProxy's control socket: one question, one answer.</summary>
internal static class GatewaySocket
{
    /// <summary>Asks a question; null where there is no socket that answers in time, as in a container.</summary>
    public static async Task<string?> AskAsync(string? path, string question, TimeSpan within, CancellationToken ct)
    {
        if (path is null || !File.Exists(path)) return null;

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(within);
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), limit.Token);
            await using var stream = new NetworkStream(socket);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(question + "\n"), limit.Token);
            using var reader = new StreamReader(stream, Encoding.ASCII);
            return await reader.ReadToEndAsync(limit.Token);
        }
        catch (Exception error) when (error is SocketException or IOException || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }
}
