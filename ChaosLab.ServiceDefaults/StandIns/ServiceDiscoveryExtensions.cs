using ChaosLab.ServiceDefaults.StandIns;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Stands in for the package Microsoft.Extensions.ServiceDiscovery where it cannot be restored.</summary>
public static class ServiceDiscoveryExtensions
{
    /// <summary>Adds the resolution of service names by configuration.</summary>
    public static IServiceCollection AddServiceDiscovery(this IServiceCollection services)
    {
        services.TryAddSingleton<ConfiguredServices>();
        return services;
    }

    /// <summary>Lets a client's requests to <c>http://{service}</c> go where the configuration says.</summary>
    public static IHttpClientBuilder AddServiceDiscovery(this IHttpClientBuilder httpClientBuilder)
    {
        httpClientBuilder.Services.AddServiceDiscovery();
        return httpClientBuilder.AddHttpMessageHandler(
            services => new ServiceDiscoveryHandler(services.GetRequiredService<ConfiguredServices>()));
    }
}
