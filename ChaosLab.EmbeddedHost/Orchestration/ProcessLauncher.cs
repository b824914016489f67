using System.Collections.Immutable;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using ChaosLab.EmbeddedHost.Guard;
using ChaosLab.EmbeddedHost.Processes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace ChaosLab.EmbeddedHost.Orchestration;

/// <summary>Starts projects, from their built output, and executables.</summary>
internal sealed class ProcessLauncher(
    RunInfo run, ProjectPrograms programs, LaunchConfiguration launch, IConfiguration configuration, IHostEnvironment environment) : ILauncher
{
    public bool CanLaunch(IResource resource) => resource is ProjectResource or ExecutableResource;

    public async Task<IWorkload> LaunchAsync(LaunchRequest request, CancellationToken cancellationToken)
    {
        var resource = request.Resource;
        var own = await launch.EnvironmentAsync(resource, ProjectDefaults.Of(resource, configuration, environment), cancellationToken);
        ProjectDefaults.AddUrls(own, resource);
        var arguments = await launch.ArgumentsAsync(resource, cancellationToken);
        var (program, leading, workingDirectory) = Command(resource);
        await FixedPorts.CheckAsync(resource, cancellationToken);

        var spec = new ProcessSpec
        {
            Program = program,
            Arguments = [.. leading, .. arguments],
            WorkingDirectory = workingDirectory,
            Environment = Complete(resource, own),
            OnLine = request.OnLine,
        };
        try
        {
            var process = await RunningProcess.StartAsync(spec);
            GuardLink.Shared.Started(process.Identity);
            return new ProcessWorkload(process, Properties(resource, spec, process), own);
        }
        catch (ProcessStartException error)
        {
            throw new StartFailedException(error.Message, error);
        }
    }

    private (string Program, IReadOnlyList<string> Leading, string WorkingDirectory) Command(IResource resource)
    {
        if (resource is ExecutableResource executable) return (executable.Command, [], executable.WorkingDirectory);

        var project = (ProjectResource)resource;
        var path = ProjectPrograms.PathOf(project);
        var (program, leading) = programs.Find(project, path);
        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        // An AppHost that was moved away from its sources runs its projects where they were built.
        return (program, leading, Directory.Exists(directory) ? directory : Path.GetDirectoryName(program)!);
    }

    private Dictionary<string, string> Complete(IResource resource, Dictionary<string, string> own)
    {
        var all = ProcessEnvironment.Inherited();
        // A project's own executable looks there for its runtime.
        if (resource is ProjectResource) all.TryAdd("DOTNET_ROOT", Path.GetDirectoryName(DotnetHost.Path)!);
        foreach (var (name, value) in own) all[name] = value;
        all[ProcessTree.Mark] = run.Id;
        return all;
    }

    private static ImmutableArray<ResourcePropertySnapshot> Properties(IResource resource, ProcessSpec spec, RunningProcess process)
    {
        var properties = ImmutableArray.CreateBuilder<ResourcePropertySnapshot>();
        if (resource is ProjectResource project) properties.Add(new("project.path", ProjectPrograms.PathOf(project)));
        properties.Add(new("executable.path", spec.Program));
        properties.Add(new("executable.workDir", spec.WorkingDirectory));
        properties.Add(new("executable.args", spec.Arguments.ToImmutableArray()) { IsSensitive = true });
        properties.Add(new("executable.pid", process.Identity.Pid));
        properties.Add(new("process.startTime", process.StartedAt.ToString("O", CultureInfo.InvariantCulture)));
        return properties.ToImmutable();
    }
}
