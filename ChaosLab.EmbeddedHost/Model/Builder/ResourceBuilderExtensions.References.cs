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
    /// <param name="builder">The resource that connects.</param>
    /// <param name="source">The resource that is connected to.</param>
    /// <param name="connectionName">The name the connection string goes by; that of the source if none is given.</param>
    /// <param name="optional">Whether the resource starts without it, too.</param>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null,
        bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        var resource = source.Resource;
        var name = connectionName ?? resource.Name;
        return builder
            .WithReferenceRelationship(resource)
            .WithEnvironment(context => ReferenceVariables.AddConnection(context, resource, name, optional));
    }

    /// <summary>Gives a resource the addresses of another.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
        => builder.ReferTo(source.Resource, endpointName: null, name: null);

    /// <summary>Gives a resource the addresses of another, under a name.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source, string name)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return builder.ReferTo(source.Resource, endpointName: null, name);
    }

    /// <summary>Gives a resource one address of another.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(endpointReference);
        return builder.ReferTo(endpointReference.Resource, endpointReference.EndpointName, name: null);
    }

    /// <summary>Gives a resource an address from outside of the application.</summary>
    /// <exception cref="InvalidOperationException">The URI is relative, or has a query or a fragment.</exception>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, string name, Uri uri)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(uri);
        var fault = !uri.IsAbsoluteUri ? "it must be absolute."
            : uri.Fragment.Length > 0 ? "it cannot contain a fragment."
            : uri.Query.Length > 0 ? "it cannot contain a query string."
            : null;
        if (fault is not null)
            throw new InvalidOperationException($"The URI for service reference '{name}' is invalid while configuring target resource '{builder.Resource.Name}': {fault}");

        return builder.WithEnvironment(context => ReferenceVariables.AddUri(context, name, uri));
    }

    private static IResourceBuilder<T> ReferTo<T>(this IResourceBuilder<T> builder, IResourceWithEndpoints source, string? endpointName, string? name)
        where T : IResourceWithEnvironment
    {
        var reference = builder.Resource.Annotations.OfType<EndpointReferenceAnnotation>().FirstOrDefault(known => ReferenceEquals(known.Resource, source));
        if (reference is null)
        {
            reference = new EndpointReferenceAnnotation(source);
            builder.WithAnnotation(reference).WithEnvironment(context => ReferenceVariables.AddEndpoints(context, reference, name));
        }

        if (endpointName is null) reference.UseAllEndpoints = true;
        else reference.EndpointNames.Add(endpointName);
        return builder.WithReferenceRelationship(source);
    }
}
