using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ChaosLab.ServiceDefaults.Http;

/// <summary>Refuses to start a service that would listen beyond this machine, wherever the address comes from.</summary>
internal static class LoopbackOnly
{
    /// <exception cref="InvalidOperationException">The endpoint is not on loopback.</exception>
    public static void Check(ListenOptions endpoint)
    {
        if (endpoint.EndPoint is IPEndPoint ip && !IPAddress.IsLoopback(ip.Address))
        {
            throw new InvalidOperationException(
                $"'{ip}' would listen beyond this machine; ChaosLab's services bind to localhost, 127.0.0.1 or [::1] only.");
        }
    }
}
