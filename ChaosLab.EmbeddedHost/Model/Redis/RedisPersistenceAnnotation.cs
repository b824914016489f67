namespace Aspire.Hosting.ApplicationModel;

/// <summary>When Redis writes a snapshot to its volume.</summary>
internal sealed record RedisPersistenceAnnotation(TimeSpan Interval, long KeysChangedThreshold) : IResourceAnnotation;
