using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using ChaosLab.EmbeddedHost.Containers;
using ChaosLab.EmbeddedHost.Guard;
using ChaosLab.EmbeddedHost.Processes;
using ChaosLab.EmbeddedHost.Services;

namespace ChaosLab.EmbeddedHost.Orchestration;

/// <summary>Starts containers through the engine's command line.</summary>
internal sealed class ContainerLauncher(RunInfo run, LaunchConfiguration launch) : ILauncher, IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private ContainerRuntime? _runtime;

    public bool CanLaunch(IResource resource) => resource is ContainerResource;

    public async Task<IWorkload> LaunchAsync(LaunchRequest request, CancellationToken cancellationToken)
    {
        var resource = (ContainerResource)request.Resource;
        var runtime = await RuntimeAsync(resource, cancellationToken);
        var spec = await SpecAsync(resource, cancellationToken);
        await FixedPorts.CheckAsync(resource, cancellationToken);
        try
        {
            var container = await RunningContainer.StartAsync(runtime, spec, request.OnLine, cancellationToken);
            return new ContainerWorkload(container, [
                new("container.id", container.Id),
                new("container.image", spec.Image),
                new("container.command", spec.Entrypoint),
                new("container.args", spec.Arguments.ToImmutableArray()) { IsSensitive = true },
                new("container.ports", spec.Ports.Select(port => port.HostPort).ToImmutableArray()),
            ], spec.Environment);
        }
        catch (ContainerException error)
        {
            throw new StartFailedException(error.Message, error);
        }
    }

    /// <summary>Removes whatever of this run is left.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_runtime is { } runtime) await ContainerCleanup.RemoveRunAsync(runtime.Program, run.Id);
        _gate.Dispose();
    }

    private async Task<ContainerRuntime> RuntimeAsync(ContainerResource resource, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_runtime is { } known) return known;

            var (runtime, reason) = await ContainerRuntime.DetectAsync(cancellationToken);
            if (runtime is null)
                throw new StartFailedException($"'{resource.Name}' is a container, and no container engine answers: {reason}. Start Docker or Podman.");

            GuardLink.Shared.ContainersThrough(runtime.Program);
            await ContainerCleanup.RemoveLeftoversAsync(runtime.Program);
            return _runtime = runtime;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<ContainerSpec> SpecAsync(ContainerResource resource, CancellationToken cancellationToken)
    {
        var runtimeArguments = new List<object>();
        foreach (var annotation in resource.Annotations.OfType<ContainerRuntimeArgsCallbackAnnotation>().ToArray())
            await annotation.Callback(new ContainerRuntimeArgsCallbackContext(runtimeArguments, cancellationToken));

        return new ContainerSpec
        {
            Name = resource.Annotations.OfType<ContainerNameAnnotation>().LastOrDefault()?.Name ?? $"{ResourceIds.Of(resource)}-{run.Id}",
            Image = ImageOf(resource),
            Entrypoint = resource.Entrypoint,
            Arguments = await launch.ArgumentsAsync(resource, cancellationToken),
            Environment = await launch.EnvironmentAsync(resource, new Dictionary<string, string>(), cancellationToken),
            Labels = new Dictionary<string, string>
            {
                [ContainerLabels.Run] = run.Id,
                [ContainerLabels.Resource] = resource.Name,
                [ContainerLabels.Owner] = ProcessIdentity.Current.ToString(),
            },
            Ports = [.. resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => new ContainerSpec.PortMapping(
                endpoint.AllocatedEndpoint!.Port, endpoint.TargetPort ?? endpoint.Port!.Value, endpoint.Protocol == System.Net.Sockets.ProtocolType.Udp))],
            Mounts = [.. resource.Annotations.OfType<ContainerMountAnnotation>().Select(mount => new ContainerSpec.Mount(
                mount.Source, mount.Target, mount.Type == ContainerMountType.Volume, mount.IsReadOnly))],
            RuntimeArguments = await launch.ResolveAllAsync(resource, runtimeArguments, cancellationToken),
        };
    }

    private static string ImageOf(ContainerResource resource)
    {
        var image = resource.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault()
            ?? throw new StartFailedException($"Container '{resource.Name}' has no image. Set one with WithImage.");
        var name = string.IsNullOrEmpty(image.Registry) ? image.Image : $"{image.Registry}/{image.Image}";
        return image.SHA256 is { Length: > 0 } digest ? $"{name}@sha256:{digest}" : $"{name}:{image.Tag ?? "latest"}";
    }
}
