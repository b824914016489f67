using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ChaosLab.ServiceDefaults.Telemetry;

/// <summary>
/// Runs the OpenTelemetry SDK over the activity sources and meters that .NET, Npgsql and the lab have themselves.
/// Each target has exporters of its own. Their queues are bounded and their failures stay inside: a collector that is down costs the
/// service nothing.
/// </summary>
internal sealed class TelemetryExport(IConfiguration configuration, IHostEnvironment environment, IServiceProvider services)
    : IHostedLifecycleService
{
    // The last source is that of Aspire's Redis client, where it is the real one.
    private static readonly string[] Sources =
        ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", LabActivity.Name, "OpenTelemetry.Instrumentation.StackExchangeRedis"];

    private static readonly string[] Meters =
        ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime", "Npgsql", LabActivity.Name];

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    /// <summary>How long the last flush may take. Default 1 s.</summary>
    public TimeSpan FlushLimit { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Who exports: <c>OTEL_SERVICE_NAME</c> and <c>OTEL_RESOURCE_ATTRIBUTES</c>, else the application's name.</summary>
    public static ResourceBuilder Describe(IConfiguration configuration, string applicationName)
        => ResourceBuilder.CreateDefault().AddService(
            configuration["OTEL_SERVICE_NAME"] is { Length: > 0 } name ? name : applicationName,
            autoGenerateServiceInstanceId: false).AddEnvironmentVariableDetector();

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var resource = Describe(configuration, environment.ApplicationName);
        var traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(inner => inner.AddSingleton(configuration))
            .SetResourceBuilder(resource)
            .AddSource(Sources);
        var metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(inner => inner.AddSingleton(configuration))
            .SetResourceBuilder(resource)
            .AddMeter(Meters);
        foreach (var target in ExportTarget.Read(configuration).Where(target => target.IsUsable))
        {
            var lab = target.IsLab ? new LabExport(target, configuration) : null;
            _ = lab is null ? traces.AddOtlpExporter() : traces.AddOtlpExporter(LabExport.Name, lab.Traces);
            _ = lab is null ? metrics.AddOtlpExporter() : metrics.AddOtlpExporter(LabExport.Name, lab.Metrics);
        }

        _traces = traces.Build();
        _metrics = metrics.Build();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        // A last flush of all three at once, but a dead collector must not hold up the stop.
        var limit = (int)FlushLimit.TotalMilliseconds;
        var logs = services.GetService<LoggerProvider>();
        await Task.WhenAll(
            Task.Run(() => _traces?.Shutdown(limit), CancellationToken.None),
            Task.Run(() => _metrics?.Shutdown(limit), CancellationToken.None),
            Task.Run(() => logs?.Shutdown(limit), CancellationToken.None));
        _traces?.Dispose();
        _metrics?.Dispose();
    }
}
