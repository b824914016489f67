using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Where a project resource comes from; generated for each project that the AppHost references.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    /// <summary>The project file.</summary>
    string ProjectPath { get; }

    /// <summary>Launch settings that stand in for the project's own.</summary>
    LaunchSettings? LaunchSettings => null;

    /// <summary>Whether the host must not build the project.</summary>
    bool SuppressBuild => false;
}
