using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Guard;

/// <summary>How much may be broken at once.</summary>
internal sealed class BlastRadius(FaultBook book, ResourceMonitor monitor)
{
    /// <summary>The most faults that may act at once.</summary>
    public const int MostAtOnce = 32;

    /// <exception cref="FaultRefusedException">It would be too much.</exception>
    public void Check(IFault fault, bool force)
    {
        var active = book.Active.ToArray();
        if (active.Length >= MostAtOnce)
        {
            throw new FaultRefusedException(Refusal.Conflict, $"{active.Length} faults act already, and {MostAtOnce} is the most; remove some, or ./lab restore.");
        }

        if (force) return;
        var disabled = active.SelectMany(run => run.Fault.Disabled).Concat(fault.Disabled).ToHashSet();
        foreach (var service in fault.Disabled.Select(ServiceOf).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            var instances = monitor.Resources.Where(resource => ServiceOf(resource) == service && (disabled.Contains(resource) || !monitor.Of(resource).IsDown)).ToArray();
            var hit = instances.Count(disabled.Contains);

            // One instance alone is never half of anything worth guarding: that it has no second one is what a fault there shows.
            if (instances.Length < 2 || hit * 2 <= instances.Length) continue;
            throw new FaultRefusedException(Refusal.Conflict,
                $"It would disable {hit} of {instances.Length} instances of '{service}', and half is the most; say --force if that is what you want.");
        }
    }

    private static string? ServiceOf(IResource resource)
        => resource.TryGetLastAnnotation<InstanceAnnotation>(out var instance) ? instance.Service : null;
}
