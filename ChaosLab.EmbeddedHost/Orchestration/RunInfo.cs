using Microsoft.Extensions.Configuration;

namespace ChaosLab.EmbeddedHost.Orchestration;

/// <summary>What is the same for everything that one application starts.</summary>
/// <param name="Id">Marks its processes and containers.</param>
/// <param name="IsUnderTest">A test decides for itself what a resource that fails to start means.</param>
internal sealed record RunInfo(string Id, bool IsUnderTest)
{
    public static RunInfo Create(bool isUnderTest) => new(Guid.NewGuid().ToString("N")[..12], isUnderTest);

    /// <summary>Aspire's switch that gives every proxied endpoint a free port.</summary>
    public static bool RandomizePorts(IConfiguration configuration) => configuration.GetValue("DcpPublisher:RandomizePorts", false);
}
