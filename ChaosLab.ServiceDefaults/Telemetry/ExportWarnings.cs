using System.Diagnostics.Tracing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChaosLab.ServiceDefaults.Telemetry;

/// <summary>
/// Says in the log that telemetry does not arrive: once, and again only after a while. The exporter itself only tells its event source.
/// </summary>
internal sealed class ExportWarnings(ExportTarget target, TimeProvider time, ILogger<ExportWarnings> logger)
    : IHostedService, IDisposable
{
    private const string Exporter = "OpenTelemetry-Exporter-OpenTelemetryProtocol";

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private Listener? _listener;
    private long _silentUntil = long.MinValue;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (ExportTarget.IsUsable(target.Endpoint)) _listener = new Listener(Warn);
        else logger.LogWarning("Telemetry is not exported: {Key} is '{Endpoint}', which is no http address", ExportTarget.EndpointKey, target.Endpoint);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener?.Dispose();

    private void Warn(string reason)
    {
        var now = time.GetTimestamp();
        var silentUntil = Volatile.Read(ref _silentUntil);
        var next = now + (long)(Interval.TotalSeconds * time.TimestampFrequency);
        if (now < silentUntil || Interlocked.CompareExchange(ref _silentUntil, next, silentUntil) != silentUntil) return;
        logger.LogWarning("Telemetry does not reach {Endpoint}; the service goes on without it: {Reason}", target.Endpoint, reason);
    }

    private sealed class Listener(Action<string> warn) : EventListener
    {
        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == Exporter) EnableEvents(eventSource, EventLevel.Warning);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
            => warn($"{eventData.EventName}: {FirstLine(string.Join(' ', eventData.Payload ?? (IReadOnlyList<object?>)[]))}");

        private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd();
    }
}
