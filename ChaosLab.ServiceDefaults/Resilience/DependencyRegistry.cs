using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using ChaosLab.ServiceDefaults.Faults;
using ChaosLab.ServiceDefaults.Resilience;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChaosLab.ServiceDefaults;

/// <summary>The dependencies of this service by name.</summary>
public sealed class DependencyRegistry
{
    private readonly FrozenDictionary<string, Dependency> _dependencies;

    internal DependencyRegistry(
        IEnumerable<DependencyRegistration> registrations,
        IEnumerable<StoreKind> stores,
        LabProfile profile,
        DependencyMetrics metrics,
        TimeProvider time,
        ILoggerFactory loggers,
        ActiveFaults? faults)
    {
        var declared = registrations.ToArray();
        var errors = DependencyOptionsRules.Check(declared);
        if (errors.Count > 0) throw new OptionsValidationException(nameof(DependencyOptions), typeof(DependencyOptions), errors);

        var kinds = stores.DistinctBy(s => s.Dependency).ToDictionary(s => s.Dependency, s => s.System);
        _dependencies = declared.ToFrozenDictionary(
            registration => registration.Name,
            registration => new Dependency(
                registration.Name,
                registration.Options,
                kinds.GetValueOrDefault(registration.Name),
                profile,
                metrics,
                time,
                loggers.CreateLogger($"ChaosLab.Dependency.{registration.Name}"),
                faults));
        metrics.Observe(_dependencies.Values);
    }

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<Dependency> All => _dependencies.Values;

    /// <summary>The one of that name.</summary>
    /// <exception cref="KeyNotFoundException">None was declared with <c>AddDependency</c>.</exception>
    public Dependency this[string name] => TryGet(name, out var dependency)
        ? dependency
        : throw new KeyNotFoundException($"There is no dependency '{name}'; declare it with AddDependency.");

    /// <summary>Finds the one of that name.</summary>
    public bool TryGet(string name, [MaybeNullWhen(false)] out Dependency dependency) => _dependencies.TryGetValue(name, out dependency);
}
