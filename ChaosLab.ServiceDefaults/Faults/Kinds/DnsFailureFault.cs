using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace ChaosLab.ServiceDefaults.Faults.Kinds;

/// <summary>The name of another service cannot be resolved: requests to it fail at once.</summary>
internal sealed class DnsFailureFault(IConfiguration configuration) : IServiceFaultKind
{
    public string Name => "dns-failure";

    public IReadOnlyList<FaultSetting> Settings { get; } = [NameFault.ServiceSetting(configuration)];

    public string Claim(FaultSettings settings) => $"resolution of the name {settings.Word(NameFault.Service)}";

    public IServiceFault Start(FaultSettings settings) => new Acting(settings);

    private sealed class Acting(FaultSettings settings) : NameFault(settings)
    {
        protected override Task ActAsync(Uri address, CancellationToken ct)
        {
            var cause = new SocketException((int)SocketError.HostNotFound);
            throw new HttpRequestException(HttpRequestError.NameResolutionError, $"{cause.Message} ({address.Host}:{address.Port})", cause);
        }
    }
}
