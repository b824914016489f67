using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds .NET projects.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a project that the AppHost references.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, [ResourceName] string name)
        where TProject : IProjectMetadata, new()
        => builder.AddProject<TProject>(name, _ => { });

    /// <summary>Adds a project that the AppHost references, with one of its launch profiles; null for none.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, string? launchProfileName)
        where TProject : IProjectMetadata, new()
        => builder.AddProject<TProject>(name, options =>
        {
            options.ExcludeLaunchProfile = launchProfileName is null;
            options.LaunchProfileName = launchProfileName;
        });

    /// <summary>Adds a project that the AppHost references.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, Action<ProjectResourceOptions> configure)
        where TProject : IProjectMetadata, new()
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new ProjectResourceOptions();
        configure(options);

        var project = builder.AddResource(new ProjectResource(name)).WithAnnotation(new TProject()).WithOtlpExporter();
        if (options.ExcludeLaunchProfile) return project.WithAnnotation(new ExcludeLaunchProfileAnnotation());

        if (options.LaunchProfileName is { } profileName) project.WithAnnotation(new LaunchProfileAnnotation(profileName));
        var profile = LaunchProfiles.Find(project.Resource.GetProjectMetadata(), options.LaunchProfileName);
        return profile is null ? project : project.WithLaunchProfile(profile.Value.Name, profile.Value.Profile);
    }

    private static IResourceBuilder<ProjectResource> WithLaunchProfile(
        this IResourceBuilder<ProjectResource> project, string name, LaunchProfile profile)
    {
        foreach (var url in (profile.ApplicationUrl ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var uri = new Uri(url);
            project.WithEndpoint(uri.Scheme, endpoint =>
            {
                endpoint.Port = uri.Port;
                endpoint.UriScheme = uri.Scheme;
                endpoint.Transport = "http";
            });
        }

        return project.WithEnvironment(context =>
        {
            foreach (var (variable, value) in profile.EnvironmentVariables)
            {
                if (variable != "ASPNETCORE_URLS") context.EnvironmentVariables.TryAdd(variable, value);
            }

            context.EnvironmentVariables.TryAdd("DOTNET_LAUNCH_PROFILE", name);
        });
    }
}
