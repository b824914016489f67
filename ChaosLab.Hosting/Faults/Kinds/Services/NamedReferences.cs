using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults.Kinds.Services;

/// <summary>The services that a service finds by name, as the application declares them.</summary>
internal static class NamedReferences
{
    /// <summary>Whether it finds any.</summary>
    public static bool HasAny(IResource resource) => resource.HasAnnotationOfType<NamedReferenceAnnotation>();

    /// <exception cref="FaultRefusedException">The dependency of the order is none of them.</exception>
    public static void Require(IResource service, FaultOrder order)
    {
        var names = service.Annotations.OfType<NamedReferenceAnnotation>().Select(reference => reference.Service).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var asked = DependencySettings.Of(order);
        if (names.Contains(asked, StringComparer.Ordinal)) return;
        throw new FaultRefusedException(Refusal.Invalid,
            $"'{service.Name}' refuses the fault: settings.dependency must be one of {string.Join(", ", names)}, but is '{asked}'. (Stores are found by an address, not by a name.)");
    }
}
