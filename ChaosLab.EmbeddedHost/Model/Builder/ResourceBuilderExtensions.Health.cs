using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <content>Health checks.</content>
public static partial class ResourceBuilderExtensions
{
    /// <summary>Lets a registered check speak for the resource.</summary>
    /// <exception cref="DistributedApplicationException">It does already.</exception>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(known => known.Key == key)
            ? throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' already has a health check with key '{key}'.")
            : builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    /// <summary>Asks one of the resource's endpoints, which must be declared already.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="path">The path; / if none is given.</param>
    /// <param name="statusCode">The status that means healthy; 200 if none is given.</param>
    /// <param name="endpointName">The endpoint; https, else http, if none is given.</param>
    /// <exception cref="DistributedApplicationException">There is no such endpoint, or it is not for HTTP.</exception>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, [EndpointName] string? endpointName = null)
        where T : IResourceWithEndpoints
        => builder.WithHttpHealthCheck(() => HttpEndpointOf(builder.Resource, "HTTP health check", endpointName), path, statusCode);

    /// <summary>Asks an endpoint, which must be declared already.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="endpointSelector">Chooses the endpoint; null for https, else http.</param>
    /// <param name="path">The path; / if none is given.</param>
    /// <param name="statusCode">The status that means healthy; 200 if none is given.</param>
    /// <exception cref="DistributedApplicationException">There is no such endpoint, or it is not for HTTP.</exception>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, Func<EndpointReference>? endpointSelector, string? path = null, int? statusCode = null)
        where T : IResourceWithEndpoints
    {
        const string What = "HTTP health check";
        var endpoint = endpointSelector is null ? HttpEndpointOf(builder.Resource, What) : CheckHttp(endpointSelector(), builder.Resource, What);
        var check = new HttpEndpointHealthCheck(endpoint, path ?? "/", statusCode ?? 200);
        var key = $"{builder.Resource.Name}_{endpoint.EndpointName}_{check.Path}_{check.Status}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(key, check, failureStatus: null, tags: null));
        return builder.WithHealthCheck(key);
    }
}
