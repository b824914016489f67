using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <content>Health checks.</content>
public static partial class ResourceBuilderExtensions
{
    /// <summary>Lets a registered check speak for the resource.</summary>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource
    {
        if (builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(a => a.Key == key))
            throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' already has a health check with key '{key}'.");
        return builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    /// <summary>Asks one of the resource's endpoints.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="path">The path; / if none is given.</param>
    /// <param name="statusCode">The status that means healthy; 200 if none is given.</param>
    /// <param name="endpointName">The endpoint; https, else http, if none is given.</param>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, [EndpointName] string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        var resource = builder.Resource;
        return builder.WithHttpHealthCheck(
            () => new EndpointReference(resource, endpointName ?? (resource.GetEndpoint("https").Exists ? "https" : "http")), path, statusCode);
    }

    /// <summary>Asks an endpoint.</summary>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, Func<EndpointReference>? endpointSelector, string? path = null, int? statusCode = null)
        where T : IResourceWithEndpoints
    {
        path ??= "/";
        var status = statusCode ?? 200;
        var endpoint = endpointSelector?.Invoke() ?? new EndpointReference(builder.Resource, "http");
        var key = $"{builder.Resource.Name}_{endpoint.EndpointName}_{path}_{status}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key, new HttpEndpointHealthCheck(endpoint, path, status), failureStatus: null, tags: null));
        return builder.WithHealthCheck(key);
    }
}
