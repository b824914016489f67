using System.Net.Sockets;

namespace ChaosLab.Hosting.Faults.Observers;

/// <summary>A connection is accepted.</summary>
internal sealed class TcpObserver(EndpointReference endpoint) : IObserver
{
    public async Task<bool> IsWellAsync(CancellationToken ct)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(endpoint.Host, endpoint.Port, ct);
        return true;
    }
}
