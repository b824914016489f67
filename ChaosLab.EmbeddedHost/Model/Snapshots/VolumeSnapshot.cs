namespace Aspire.Hosting.ApplicationModel;

/// <summary>A volume of a resource.</summary>
/// <param name="Source">Path or volume.</param>
/// <param name="Target">The path in the container.</param>
/// <param name="MountType">bind or volume.</param>
/// <param name="IsReadOnly">Whether the container may not write.</param>
public sealed record VolumeSnapshot(string? Source, string Target, string MountType, bool IsReadOnly);
