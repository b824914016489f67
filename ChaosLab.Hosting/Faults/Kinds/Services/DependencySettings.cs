using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults.Kinds.Services;

/// <summary>Which of a service's dependencies a fault lies on.</summary>
internal static class DependencySettings
{
    private const string Dependency = "dependency";

    public static FaultParameter Parameter { get; } = FaultParameters.Words(
        Dependency, null, "Which dependency, by the name that /health?detail=true of the service shows, such as payment. Required.");

    /// <summary>The name.</summary>
    /// <exception cref="FaultRefusedException">It was left out.</exception>
    public static string Of(FaultOrder order) => order.Text(Dependency)
        ?? throw new FaultRefusedException(Refusal.Invalid, $"{Dependency} is missing: name a dependency of the service, such as {Dependency}=payment.");

    public static (string Name, string? Value) Told(FaultOrder order) => (Dependency, Of(order));
}
