using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;

namespace ChaosLab.ServiceDefaults.Telemetry;

/// <summary>Exports traces, metrics and logs where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says; without it, nothing.</summary>
internal static class TelemetryExtensions
{
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration[ExportTarget.EndpointKey] is not { Length: > 0 } endpoint) return;

        builder.Services.AddSingleton(new ExportTarget(endpoint));
        builder.Services.AddHostedService<ExportWarnings>();
        if (!ExportTarget.IsUsable(endpoint)) return;

        builder.Services.AddHostedService<TelemetryExport>();
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeFormattedMessage = true;
            logs.SetResourceBuilder(TelemetryExport.Describe(builder.Configuration, builder.Environment.ApplicationName));
            logs.AddOtlpExporter();
        });
    }
}
