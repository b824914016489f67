using ChaosLab.ServiceDefaults;
using ChaosLab.ServiceDefaults.Faults;
using ChaosLab.ServiceDefaults.Health;
using ChaosLab.ServiceDefaults.Http;
using ChaosLab.ServiceDefaults.Resilience;
using ChaosLab.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.Hosting;

/// <summary>What every service of the lab shares.</summary>
public static class ServiceDefaultsExtensions
{
    private const long LargestBody = 1 << 20;
    private const long MostConnections = 10_000;
    private static readonly TimeSpan SlowestHeaders = TimeSpan.FromSeconds(10);

    // Less than the five seconds after which the hosts kill what they asked to stop.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(4);

    /// <summary>
    /// Adds telemetry over OTLP, service discovery, cached health, problem details, draining on shutdown, the lab's profile, and in
    /// Development the faults that the lab can inject.
    /// </summary>
    /// <param name="builder">The service.</param>
    /// <param name="injectable">Whether faults can be injected; not into a service that injects them itself.</param>
    public static void AddServiceDefaults(this IHostApplicationBuilder builder, bool injectable = true)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(LabProfile.Of(builder.Configuration));
        services.TryAddSingleton<DependencyMetrics>();
        services.TryAddSingleton(provider => new DependencyRegistry(
            provider.GetServices<DependencyRegistration>(),
            provider.GetServices<StoreKind>(),
            provider.GetRequiredService<LabProfile>(),
            provider.GetRequiredService<DependencyMetrics>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>(),
            provider.GetService<ActiveFaults>()));
        services.AddSingleton<Draining>();
        services.AddHostedService(provider => provider.GetRequiredService<Draining>());
        services.AddHostedService<DependencyProber>();
        services.AddSingleton<HeapAlert>();
        services.AddHostedService(provider => provider.GetRequiredService<HeapAlert>());
        services.TryAddSingleton(new BearerToken(builder.Configuration["Lab:Token"]));
        if (injectable) builder.AddServiceFaults();

        services.AddServiceDiscovery();
        services.ConfigureHttpClientDefaults(http => http.AddServiceDiscovery());

        services.AddProblemDetails();
        services.Configure<ExceptionHandlerOptions>(options => options.StatusCodeSelector = HttpErrors.StatusOf);
        services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        services.Configure<KestrelServerOptions>(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = LargestBody;
            options.Limits.MaxConcurrentConnections = MostConnections;
            options.Limits.RequestHeadersTimeout = SlowestHeaders;
            options.ConfigureEndpointDefaults(LoopbackOnly.Check);
        });
        services.AddTransient<IStartupFilter, OutermostMiddleware>();

        // A line per request and per statement costs several times what the request does; spans tell more.
        foreach (var chatty in (string[])["Microsoft.AspNetCore", "System.Net.Http.HttpClient", "Npgsql"])
            builder.Logging.AddFilter(chatty, LogLevel.Warning);
        builder.AddTelemetry();
    }

    /// <summary>Names a dependency of this service and gives it a resilience pipeline; see <see cref="DependencyOptions"/>.</summary>
    /// <param name="builder">The service.</param>
    /// <param name="name">The name by which metrics, spans, logs and <c>/health</c> call it.</param>
    /// <param name="configure">Changes the defaults.</param>
    /// <remarks>All that is wrong with the options of all dependencies is told at once when the service starts, and it does not.</remarks>
    public static void AddDependency(this IHostApplicationBuilder builder, string name, Action<DependencyOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var options = new DependencyOptions();
        configure?.Invoke(options);
        builder.Services.AddSingleton(new DependencyRegistration(name, options));
        builder.Services.AddKeyedSingleton(name, (provider, _) => provider.GetRequiredService<DependencyRegistry>()[name]);
    }

    /// <summary>Maps <c>GET /health</c> and <c>GET /alive</c>, and turns exceptions that nobody handled into problem details.</summary>
    public static void MapDefaultEndpoints(this WebApplication app)
    {
        // Here, and not further out: in Development the framework's page with a stack trace stands between.
        app.UseExceptionHandler();
        app.UseRequestFaults();
        HealthApi.Map(app);
    }
}
