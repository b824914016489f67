using System.Collections.Frozen;
using Microsoft.Extensions.Logging;

namespace ChaosLab.ServiceDefaults.Resilience;

/// <summary>The dependencies of this service by name.</summary>
internal sealed class DependencyRegistry
{
    private readonly FrozenDictionary<string, Dependency> _dependencies;

    public DependencyRegistry(
        IEnumerable<DependencyRegistration> registrations,
        IEnumerable<StoreKind> stores,
        LabProfile profile,
        DependencyMetrics metrics,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        var kinds = stores.DistinctBy(s => s.Dependency).ToDictionary(s => s.Dependency, s => s.System);
        _dependencies = registrations.ToFrozenDictionary(
            registration => registration.Name,
            registration => new Dependency(
                registration.Name,
                registration.Options,
                kinds.GetValueOrDefault(registration.Name),
                profile,
                metrics,
                time,
                loggers.CreateLogger($"ChaosLab.Dependency.{registration.Name}")));
        metrics.Observe(_dependencies.Values);
    }

    public IReadOnlyCollection<Dependency> All => _dependencies.Values;

    public Dependency this[string name] => _dependencies.TryGetValue(name, out var dependency)
        ? dependency
        : throw new KeyNotFoundException($"There is no dependency '{name}'; declare it with AddDependency.");
}
