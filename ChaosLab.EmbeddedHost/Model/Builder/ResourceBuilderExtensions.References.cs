using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <content>References to other resources.</content>
public static partial class ResourceBuilderExtensions
{
    /// <summary>Narrows which variables references set.</summary>
    public static IResourceBuilder<TDestination> WithReferenceEnvironment<TDestination>(
        this IResourceBuilder<TDestination> builder, ReferenceEnvironmentInjectionFlags flags)
        where TDestination : IResourceWithEnvironment
        => builder.WithAnnotation(new ReferenceEnvironmentInjectionAnnotation(flags), ResourceAnnotationMutationBehavior.Replace);

    /// <summary>Gives a resource the connection string of another, and its parts.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null,
        bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        var resource = source.Resource;
        connectionName ??= resource.Name;
        builder.WithReferenceRelationship(resource);
        return builder.WithEnvironment(context =>
        {
            var flags = Flags(context.Resource);
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionString))
            {
                var variable = resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{connectionName}";
                context.EnvironmentVariables[variable] = new ConnectionStringReference(resource, optional);
            }

            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionProperties))
            {
                foreach (var (property, value) in resource.GetConnectionProperties())
                {
                    var variable = $"{EnvironmentNames.Encode(connectionName)}_{EnvironmentNames.Encode(property)}".ToUpperInvariant();
                    context.EnvironmentVariables[variable] = value;
                }
            }
        });
    }

    /// <summary>Gives a resource the addresses of another.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
        => builder.WithReference(source, source.Resource.Name);

    /// <summary>Gives a resource the addresses of another, under a name.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source, string name)
        where TDestination : IResourceWithEnvironment
    {
        builder.WithReferenceRelationship(source.Resource);
        return builder.WithEnvironment(context => InjectEndpoints(context, name, source.Resource.GetEndpoints()));
    }

    /// <summary>Gives a resource one address of another.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment
    {
        builder.WithReferenceRelationship(endpointReference.Resource);
        return builder.WithEnvironment(context => InjectEndpoints(context, endpointReference.Resource.Name, [endpointReference]));
    }

    /// <summary>Gives a resource an address from outside of the application.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, string name, Uri uri)
        where TDestination : IResourceWithEnvironment
    {
        if (!uri.IsAbsoluteUri || uri.AbsolutePath != "/")
            throw new InvalidOperationException($"The URI '{uri}' for the service reference '{name}' must be absolute and without a path.");

        return builder.WithEnvironment(context =>
        {
            var flags = Flags(context.Resource);
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
                context.EnvironmentVariables[$"services__{name}__default__0"] = uri.ToString();
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
                context.EnvironmentVariables[EnvironmentNames.Encode(name).ToUpperInvariant()] = uri.ToString();
        });
    }

    private static void InjectEndpoints(EnvironmentCallbackContext context, string name, IEnumerable<EndpointReference> endpoints)
    {
        var flags = Flags(context.Resource);
        foreach (var endpoint in endpoints)
        {
            var endpointName = endpoint.EndpointName;
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
            {
                var variable = $"{EnvironmentNames.Encode(name)}_{EnvironmentNames.Encode(endpointName)}".ToUpperInvariant();
                context.EnvironmentVariables[variable] = endpoint;
            }

            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
            {
                var key = endpointName is "http" or "https" ? endpoint.Scheme : endpointName;
                var index = 0;
                while (context.EnvironmentVariables.ContainsKey($"services__{name}__{key}__{index}")) index++;
                context.EnvironmentVariables[$"services__{name}__{key}__{index}"] = endpoint;
            }
        }
    }

    private static ReferenceEnvironmentInjectionFlags Flags(IResource resource)
        => resource.TryGetLastAnnotation<ReferenceEnvironmentInjectionAnnotation>(out var annotation)
            ? annotation.Flags
            : ReferenceEnvironmentInjectionFlags.All;
}
