namespace Aspire.Hosting.ApplicationModel;

/// <summary>A registered health check that speaks for the resource.</summary>
/// <param name="key">The check's name.</param>
public class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    /// <summary>The check's name.</summary>
    public string Key { get; } = key;
}
