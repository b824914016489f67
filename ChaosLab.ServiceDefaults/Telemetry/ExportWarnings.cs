using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChaosLab.ServiceDefaults.Telemetry;

/// <summary>
/// Says in the log that telemetry does not arrive: one warning for each target, until it arrives there again. The exporters only tell
/// their event source, which is one for all; what concerns a target has its address as the first value.
/// </summary>
internal sealed class ExportWarnings(IReadOnlyList<ExportTarget> targets, ILogger<ExportWarnings> logger)
    : IHostedService, IDisposable
{
    private const string Exporter = "OpenTelemetry-Exporter-OpenTelemetryProtocol";

    private readonly ConcurrentDictionary<ExportTarget, bool> _away = new();
    private readonly ConcurrentDictionary<string, bool> _said = new();
    private Listener? _listener;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var target in targets.Where(target => !target.IsUsable))
            logger.LogWarning("Telemetry is not exported to {Key}: it is '{Endpoint}', which is no http address", target.Key, target.Endpoint);
        if (targets.Any(target => target.IsUsable)) _listener = new Listener(this);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener?.Dispose();

    private void Away(ExportTarget target, string reason)
    {
        if (_away.TryAdd(target, true))
            logger.LogWarning("Telemetry does not reach {Endpoint}; the service goes on without it: {Reason}", target.Endpoint, reason);
    }

    private void Back(ExportTarget target)
    {
        if (_away.TryRemove(target, out _)) logger.LogInformation("Telemetry reaches {Endpoint} again", target.Endpoint);
    }

    // What the exporter cannot export concerns all targets, and does not end.
    private void Incomplete(string what, string reason)
    {
        if (_said.TryAdd(what, true)) logger.LogWarning("Telemetry is incomplete: {Reason}", reason);
    }

    // A signal of the host's collector may have an address of its own (OTEL_EXPORTER_OTLP_TRACES_ENDPOINT and its like).
    private ExportTarget? TargetOf(string address)
        => targets.FirstOrDefault(target => target.Has(address)) ?? targets.FirstOrDefault(target => !target.IsLab);

    private sealed class Listener(ExportWarnings warnings) : EventListener
    {
        private const string Success = "ExportSuccess";

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == Exporter) EnableEvents(eventSource, EventLevel.Informational);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            var reason = $"{eventData.EventName}: {FirstLine(string.Join(' ', eventData.Payload ?? (IReadOnlyList<object?>)[]))}";
            var address = eventData.PayloadNames is ["endpoint" or "rawCollectorUri", ..] ? eventData.Payload?[0] as string : null;
            var target = address is null ? null : warnings.TargetOf(address);
            if (eventData.EventName == Success)
            {
                if (target is not null) warnings.Back(target);
            }
            else if (eventData.Level <= EventLevel.Warning)
            {
                if (target is not null) warnings.Away(target, reason);
                else warnings.Incomplete(eventData.EventName ?? "", reason);
            }
        }

        private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd();
    }
}
