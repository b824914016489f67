using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace ChaosLab.EmbeddedHost.Orchestration;

/// <summary>Replaces properties of a snapshot by name.</summary>
internal static class SnapshotProperties
{
    public static ImmutableArray<ResourcePropertySnapshot> With(
        ImmutableArray<ResourcePropertySnapshot> properties, ImmutableArray<ResourcePropertySnapshot> more)
        => [.. Without(properties, [.. more.Select(property => property.Name)]), .. more];

    public static ImmutableArray<ResourcePropertySnapshot> Without(ImmutableArray<ResourcePropertySnapshot> properties, params string[] names)
        => properties.IsDefault ? [] : [.. properties.Where(property => !names.Contains(property.Name))];
}
