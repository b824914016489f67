using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace ChaosLab.ServiceDefaults.Http;

/// <summary>Refuses to start a service that would listen beyond this machine.</summary>
internal sealed class LoopbackOnly(IConfiguration configuration) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next)
    {
        foreach (var url in (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!IsLoopback(BindingAddress.Parse(url).Host))
            {
                throw new InvalidOperationException(
                    $"'{url}' would listen beyond this machine; ChaosLab's services bind to localhost, 127.0.0.1 or [::1] only.");
            }
        }

        return next;
    }

    private static bool IsLoopback(string host)
        => host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
