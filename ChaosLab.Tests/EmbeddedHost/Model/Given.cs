using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace ChaosLab.Tests.EmbeddedHost.Model;

/// <summary>An application under construction, and what its resources would be started with.</summary>
internal static class Given
{
    private static readonly DistributedApplicationExecutionContext Running = new(DistributedApplicationOperation.Run);

    public static IDistributedApplicationBuilder Builder(params string[] args) => DistributedApplication.CreateBuilder(args);

    public static IResourceBuilder<ProjectResource> Project(this IDistributedApplicationBuilder builder, string name)
        => builder.AddProject(name, $"/nowhere/{name}/{name}.csproj", launchProfileName: null);

    /// <summary>Puts each endpoint of the resources on the ports 7001, 7002, …, and on the containers' network on 10 000 more.</summary>
    public static void Allocate(params IResource[] resources)
    {
        var port = 7000;
        foreach (var resource in resources)
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
            {
                port++;
                endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", port);
                endpoint.AllAllocatedEndpoints.AddOrUpdateAllocatedEndpoint(
                    KnownNetworkIdentifiers.DefaultAspireContainerNetwork,
                    new AllocatedEndpoint(
                        endpoint, $"{resource.Name}.dev.internal", port + 10_000, EndpointBindingMode.SingleAddress, null, KnownNetworkIdentifiers.DefaultAspireContainerNetwork));
            }
        }
    }

    public static async Task<Dictionary<string, string?>> EnvironmentOf(IResource resource)
    {
        var context = new EnvironmentCallbackContext(Running, resource);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>()) await annotation.Callback(context);

        var values = new Dictionary<string, string?>();
        foreach (var (name, value) in context.EnvironmentVariables) values[name] = await TextOf(value, resource);
        return values;
    }

    public static async Task<string?[]> ArgumentsOf(IResource resource)
    {
        var context = new CommandLineArgsCallbackContext([], resource);
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>()) await annotation.Callback(context);
        return await Task.WhenAll(context.Args.Select(value => TextOf(value, resource)));
    }

    private static async Task<string?> TextOf(object value, IResource caller)
        => value is IValueProvider provider ? await provider.GetValueAsync(new ValueProviderContext { Caller = caller }) : value.ToString();
}
