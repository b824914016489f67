using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Guard;

/// <summary>How much may be broken at once.</summary>
/// <remarks>
/// Critical is a service that has been given several instances (<c>InstanceOf</c>). An instance counts as disabled when a fault fails, or
/// holds up for <see cref="Wait"/>, at least <see cref="MostPercent"/> of what it is asked, whatever that is.
/// </remarks>
internal sealed class BlastRadius(FaultBook book, ResourceMonitor monitor)
{
    /// <summary>The most faults that may act at once.</summary>
    public const int MostAtOnce = 32;

    /// <summary>A fault that hits this share of what an instance is asked disables it, in percent.</summary>
    public const double MostPercent = 50;

    /// <summary>Who waits so long for an answer is not served.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

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
            var instances = monitor.Resources.Where(resource => ServiceOf(resource) == service && (disabled.Contains(resource) || Counts(monitor.Of(resource)))).ToArray();
            var hit = instances.Count(resource => disabled.Contains(resource) || monitor.Of(resource).IsDown);

            // One instance alone is never half of anything worth guarding: that it has no second one is what a fault there shows.
            if (instances.Length < 2 || hit * 2 <= instances.Length) continue;
            throw new FaultRefusedException(Refusal.Conflict,
                $"It would leave {hit} of {instances.Length} instances of '{service}' disabled, and half is the most; say --force if that is what you want.");
        }
    }

    // One that nobody has started yet is no instance; one that is down although it should run is, and is lost already.
    private static bool Counts(ResourceView view) => view.StartsByItself || !view.IsDown;

    private static string? ServiceOf(IResource resource)
        => resource.TryGetLastAnnotation<InstanceAnnotation>(out var instance) ? instance.Service : null;
}
