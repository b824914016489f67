using Microsoft.Extensions.Configuration;

namespace ChaosLab.ServiceDefaults.Faults.Kinds;

/// <summary>The name of another service takes long to resolve, at each request to it.</summary>
internal sealed class DnsSlowFault(IConfiguration configuration, TimeProvider time) : IServiceFaultKind
{
    private const string Milliseconds = "ms";

    public string Name => "dns-slow";

    public IReadOnlyList<FaultSetting> Settings { get; } =
        [NameFault.ServiceSetting(configuration), FaultSetting.Number(Milliseconds, 0, 60_000, null, " ms") with { IsRequired = true }];

    public string Claim(FaultSettings settings) => $"resolution of the name {settings.Word(NameFault.Service)}";

    public IServiceFault Start(FaultSettings settings) => new Acting(settings, time);

    private sealed class Acting(FaultSettings settings, TimeProvider time) : NameFault(settings)
    {
        private readonly TimeSpan _wait = TimeSpan.FromMilliseconds(settings.Number(Milliseconds));

        protected override Task ActAsync(Uri address, CancellationToken ct) => Task.Delay(_wait, time, ct);
    }
}
