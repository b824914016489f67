using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;

namespace ChaosLab.EmbeddedHost.Services;

/// <summary>
/// The id of a resource's one instance: <c>{name}-{8 random letters}</c> for what runs as a process or container, the name for the rest.
/// </summary>
internal static class ResourceIds
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";
    private const int SuffixLength = 8;
    private static readonly ConditionalWeakTable<IResource, string> Suffixes = [];

    public static string Of(IResource resource)
        => HasInstance(resource) ? $"{resource.Name}-{SuffixOf(resource)}" : resource.Name;

    /// <summary>The random part, which is also the service instance id in telemetry.</summary>
    public static string SuffixOf(IResource resource)
        => Suffixes.GetValue(resource, static _ => RandomNumberGenerator.GetString(Letters, SuffixLength));

    private static bool HasInstance(IResource resource) => resource is ProjectResource or ExecutableResource or ContainerResource;
}
