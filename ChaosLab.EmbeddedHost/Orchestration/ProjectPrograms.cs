using System.Reflection;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using ChaosLab.EmbeddedHost.Processes;

namespace ChaosLab.EmbeddedHost.Orchestration;

/// <summary>Where the build put the program of each project, as the AppHost's assembly tells.</summary>
internal sealed class ProjectPrograms
{
    private const string Prefix = "apphostresource:";
    private readonly Dictionary<string, string> _programs;

    public ProjectPrograms(Assembly? appHost)
        => _programs = (appHost?.GetCustomAttributes<AssemblyMetadataAttribute>() ?? [])
            .Where(attribute => attribute.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(attribute => attribute.Key[Prefix.Length..], attribute => attribute.Value!, StringComparer.OrdinalIgnoreCase);

    /// <summary>The program and the arguments that come before the resource's own.</summary>
    public (string Program, IReadOnlyList<string> Arguments) Find(ProjectResource resource, string projectPath)
    {
        // A project that is named by its path only was not built with the AppHost.
        if (!_programs.TryGetValue(Path.GetFullPath(projectPath), out var assembly))
            return (DotnetHost.Path, ["run", "--project", projectPath, "--no-launch-profile", "--"]);

        if (!File.Exists(assembly))
            throw new StartFailedException($"The built program of '{resource.Name}' is not at '{assembly}'. Build the AppHost again; it builds its resources along.");

        var executable = Path.ChangeExtension(assembly, OperatingSystem.IsWindows() ? ".exe" : null);
        return File.Exists(executable) ? (executable, []) : (DotnetHost.Path, [assembly]);
    }

    public static string PathOf(ProjectResource resource)
        => resource.Annotations.OfType<IProjectMetadata>().LastOrDefault()?.ProjectPath
            ?? throw new StartFailedException($"'{resource.Name}' says of no project file. Add it with AddProject.");
}
