using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChaosLab.ServiceDefaults.Telemetry;

/// <summary>
/// Says in the log that telemetry does not arrive: one warning for each target that stays away, until it arrives there again. The
/// exporters only tell their event source, which is one for all; what concerns a target has its address as the first value.
/// </summary>
internal sealed class ExportWarnings(IReadOnlyList<ExportTarget> targets, TimeProvider time, ILogger<ExportWarnings> logger)
    : IHostedService, IDisposable
{
    private const string Exporter = "OpenTelemetry-Exporter-OpenTelemetryProtocol";

    // A lab starts all at once: a collector that comes a moment later than the first export is no news.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<ExportTarget, (long Since, bool Said)> _away = [];
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
        lock (_gate)
        {
            if (!_away.TryGetValue(target, out var absence)) absence = (time.GetTimestamp(), Said: false);
            var say = !absence.Said && time.GetElapsedTime(absence.Since) >= Grace;
            _away[target] = absence with { Said = absence.Said || say };
            if (!say) return;
        }

        logger.LogWarning("Telemetry does not reach {Endpoint}; the service goes on without it: {Reason}", target.Endpoint, reason);
    }

    private void Back(ExportTarget target)
    {
        lock (_gate)
        {
            if (!_away.Remove(target, out var absence) || !absence.Said) return;
        }

        logger.LogInformation("Telemetry reaches {Endpoint} again", target.Endpoint);
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
