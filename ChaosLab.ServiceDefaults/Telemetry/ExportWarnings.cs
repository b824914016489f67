using System.Diagnostics.Tracing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChaosLab.ServiceDefaults.Telemetry;

/// <summary>
/// Says in the log that telemetry does not arrive: one warning, until it arrives again. The exporter itself only tells its event source.
/// </summary>
internal sealed class ExportWarnings(ExportTarget target, ILogger<ExportWarnings> logger)
    : IHostedService, IDisposable
{
    private const string Exporter = "OpenTelemetry-Exporter-OpenTelemetryProtocol";

    private Listener? _listener;
    private int _isAway;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (ExportTarget.IsUsable(target.Endpoint)) _listener = new Listener(Away, Back);
        else logger.LogWarning("Telemetry is not exported: {Key} is '{Endpoint}', which is no http address", ExportTarget.EndpointKey, target.Endpoint);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener?.Dispose();

    private void Away(string reason)
    {
        if (Interlocked.Exchange(ref _isAway, 1) == 0)
            logger.LogWarning("Telemetry does not reach {Endpoint}; the service goes on without it: {Reason}", target.Endpoint, reason);
    }

    private void Back()
    {
        if (Interlocked.Exchange(ref _isAway, 0) == 1) logger.LogInformation("Telemetry reaches {Endpoint} again", target.Endpoint);
    }

    private sealed class Listener(Action<string> away, Action back) : EventListener
    {
        private const string Success = "ExportSuccess";

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == Exporter) EnableEvents(eventSource, EventLevel.Informational);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName == Success) back();
            else if (eventData.Level <= EventLevel.Warning) away($"{eventData.EventName}: {FirstLine(string.Join(' ', eventData.Payload ?? (IReadOnlyList<object?>)[]))}");
        }

        private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd();
    }
}
