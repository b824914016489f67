using Aspire.Hosting.ApplicationModel;

namespace ChaosLab.EmbeddedHost.Services;

/// <summary>What a resource looks like before anything was published about it.</summary>
internal static class InitialSnapshot
{
    public static CustomResourceSnapshot Of(IResource resource)
    {
        var declared = resource.Annotations.OfType<ResourceSnapshotAnnotation>().LastOrDefault()?.InitialSnapshot
            ?? new CustomResourceSnapshot { ResourceType = TypeOf(resource), Properties = [] };
        return declared with
        {
            HealthReports = [.. resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => new HealthReportSnapshot(check.Key, null, null, null))],
            CreationTimeStamp = declared.CreationTimeStamp ?? DateTime.UtcNow,
            Relationships = [.. declared.Relationships.IsDefault ? [] : declared.Relationships, .. RelationshipsOf(resource)],
        };
    }

    private static string TypeOf(IResource resource) => resource switch
    {
        ProjectResource => "Project",
        ContainerResource => "Container",
        ExecutableResource => "Executable",
        _ => resource.GetType().Name is var name && name.EndsWith("Resource", StringComparison.Ordinal) ? name[..^"Resource".Length] : resource.GetType().Name,
    };

    private static IEnumerable<RelationshipSnapshot> RelationshipsOf(IResource resource)
        => resource.Annotations.OfType<ResourceRelationshipAnnotation>()
            .Select(relationship => new RelationshipSnapshot(relationship.Resource.Name, relationship.Type))
            .Distinct();
}
