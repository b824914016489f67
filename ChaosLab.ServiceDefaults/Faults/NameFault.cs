using Microsoft.Extensions.Configuration;

namespace ChaosLab.ServiceDefaults.Faults;

/// <summary>A fault on the resolution of one service's name.</summary>
internal abstract class NameFault(FaultSettings settings) : INameFault
{
    /// <summary>The setting that names the service.</summary>
    public const string Service = "dependency";

    private long _hits;

    public string Host { get; } = settings.Word(Service);

    public long Hits => Interlocked.Read(ref _hits);

    /// <summary>The services that this one finds by name (<c>services:{name}:…</c>).</summary>
    public static FaultSetting ServiceSetting(IConfiguration configuration)
        => FaultSetting.Choice(Service, null, [.. configuration.GetSection("services").GetChildren().Select(service => service.Key)]) with { IsRequired = true };

    public Task ResolveAsync(Uri address, CancellationToken ct)
    {
        Interlocked.Increment(ref _hits);
        settings.Mark?.Hit();
        return ActAsync(address, ct);
    }

    public void Dispose()
    {
        // It acts on nothing but the requests that come to it.
    }

    protected abstract Task ActAsync(Uri address, CancellationToken ct);
}
