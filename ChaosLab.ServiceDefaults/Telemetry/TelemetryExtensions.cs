using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;

namespace ChaosLab.ServiceDefaults.Telemetry;

/// <summary>
/// Exports traces, metrics and logs where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and <c>CHAOSLAB_OTLP_ENDPOINT</c> say; without both, nothing.
/// </summary>
internal static class TelemetryExtensions
{
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        var targets = ExportTarget.Read(builder.Configuration);
        if (targets.Count == 0) return;

        builder.Services.AddHostedService(services => new ExportWarnings(
            targets, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<ExportWarnings>>()));
        if (!targets.Any(target => target.IsUsable)) return;

        builder.Services.AddHostedService<TelemetryExport>();
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeFormattedMessage = true;
            logs.SetResourceBuilder(TelemetryExport.Describe(builder.Configuration, builder.Environment.ApplicationName));
            foreach (var target in targets.Where(target => target.IsUsable))
            {
                if (target.IsLab) logs.AddOtlpExporter(LabExport.Name, new LabExport(target, builder.Configuration).Logs);
                else logs.AddOtlpExporter();
            }
        });
    }
}
