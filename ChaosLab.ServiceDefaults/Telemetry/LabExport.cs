using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;

namespace ChaosLab.ServiceDefaults.Telemetry;

/// <summary>How telemetry goes to the lab's store: soon, because verdicts and pages wait for it, and with queues of its own.</summary>
internal sealed class LabExport(ExportTarget target, IConfiguration configuration)
{
    /// <summary>The name of its exporters; the host's have none.</summary>
    public const string Name = "lab";

    private const int SpanDelay = 500;
    private const int LogDelay = 500;
    private const int MetricInterval = 1000;
    private const int Patience = 2000;

    // At a thousand requests per second a service has some thousand spans between two exports.
    private const int Queue = 8192;

    public void Traces(OtlpExporterOptions options)
    {
        Common(options, "v1/traces");
        options.BatchExportProcessorOptions.ScheduledDelayMilliseconds = SpanDelay;
        options.BatchExportProcessorOptions.ExporterTimeoutMilliseconds = Patience;
        options.BatchExportProcessorOptions.MaxQueueSize = Queue;
    }

    public void Metrics(OtlpExporterOptions options, MetricReaderOptions reader)
    {
        Common(options, "v1/metrics");
        reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = MetricInterval;
        reader.PeriodicExportingMetricReaderOptions.ExportTimeoutMilliseconds = Patience;
    }

    public void Logs(OtlpExporterOptions options, LogRecordExportProcessorOptions processor)
    {
        Common(options, "v1/logs");
        processor.BatchExportProcessorOptions.ScheduledDelayMilliseconds = LogDelay;
        processor.BatchExportProcessorOptions.ExporterTimeoutMilliseconds = Patience;
        processor.BatchExportProcessorOptions.MaxQueueSize = Queue;
    }

    // All is set: what the OTEL variables say is meant for the host's collector, and so are the keys in its headers.
    private void Common(OtlpExporterOptions options, string path)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new Uri($"{target.Endpoint.TrimEnd('/')}/{path}");
        options.Headers = configuration["Lab:Token"] is { Length: > 0 } token ? $"Authorization=Bearer {token}" : "";
        options.TimeoutMilliseconds = Patience;
    }
}
