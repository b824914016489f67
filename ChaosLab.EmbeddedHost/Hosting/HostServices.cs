using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using ChaosLab.EmbeddedHost.Orchestration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChaosLab.EmbeddedHost.Hosting;

/// <summary>Puts the parts of the host together.</summary>
internal static class HostServices
{
    public static void Add(HostApplicationBuilder host, DistributedApplicationBuilder builder, bool isUnderTest)
    {
        AddLogging(host.Logging, isUnderTest);

        var services = host.Services;
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(20));
        services.Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
        if (isUnderTest) services.AddSingleton<IHostLifetime, TestLifetime>();
        services.AddHealthChecks();

        services.AddSingleton(builder.Eventing);
        services.AddSingleton(builder.ExecutionContext);
        services.AddSingleton(_ => new DistributedApplicationModel(builder.Resources));
        services.AddSingleton<ResourceLoggerService>();
        services.AddSingleton<ResourceNotificationService>();
        services.AddSingleton(provider => new ResourceCommandService(
            provider.GetRequiredService<ResourceNotificationService>(), provider.GetRequiredService<ResourceLoggerService>(), provider));

        services.AddSingleton(RunInfo.Create(isUnderTest));
        services.AddSingleton(new ProjectPrograms(builder.AppHostAssembly));
        services.AddSingleton(provider => new EndpointAllocator(RunInfo.RandomizePorts(provider.GetRequiredService<IConfiguration>())));
        services.AddSingleton<LaunchConfiguration>();
        services.AddSingleton<ResourceUrls>();
        services.AddSingleton<ILauncher, ProcessLauncher>();
        services.AddSingleton<ILauncher, ContainerLauncher>();
        services.AddSingleton<HealthMonitor>();
        services.AddSingleton<ChildStates>();
        services.AddSingleton<Orchestrator>();
        services.AddHostedService(provider => provider.GetRequiredService<Orchestrator>());
    }

    private static void AddLogging(ILoggingBuilder logging, bool isUnderTest)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System.Net.Http", LogLevel.Warning);
        // Why a start failed is said once, by the run.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        // A check that fails is a state of the resource, which is told there.
        logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        if (isUnderTest) logging.AddFilter("lab", LogLevel.Warning);
    }
}
