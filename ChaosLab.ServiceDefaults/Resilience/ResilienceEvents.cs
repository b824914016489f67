using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Telemetry;

namespace ChaosLab.ServiceDefaults.Resilience;

/// <summary>Turns Polly's events of one dependency into metrics, span events and logs.</summary>
internal sealed class ResilienceEvents(string dependency, DependencyMetrics metrics, ILogger logger) : TelemetryListener
{
    public override void Write<TResult, TArgs>(in TelemetryEventArguments<TResult, TArgs> args)
    {
        if (args.Event.EventName is "PipelineExecuting" or "PipelineExecuted" or "ExecutionAttempt") return;

        var name = NameOf(args.Event.EventName, args.Source.StrategyName);
        metrics.Event(dependency, name);
        var tags = new ActivityTagsCollection { ["dependency"] = dependency };
        switch (args.Arguments)
        {
            case OnRetryArguments<TResult> retry:
                tags["attempt"] = retry.AttemptNumber + 1;
                tags["delay_ms"] = retry.RetryDelay.TotalMilliseconds;
                logger.LogInformation("{Operation}: retry {Attempt} after {Delay:0} ms, because {Reason}",
                    args.Context.OperationKey, retry.AttemptNumber + 1, retry.RetryDelay.TotalMilliseconds, args.Outcome?.Exception?.Message);
                break;
            case OnCircuitOpenedArguments<TResult> opened:
                logger.LogWarning("Circuit opened for {Break:0.#} s, because {Reason}",
                    opened.BreakDuration.TotalSeconds, args.Outcome?.Exception?.Message);
                break;
            case OnCircuitHalfOpenedArguments:
                logger.LogInformation("Circuit half-open: the next call probes");
                break;
            case OnCircuitClosedArguments<TResult>:
                logger.LogInformation("Circuit closed");
                break;
            default:
                logger.LogDebug("{Operation}: {Event}", args.Context.OperationKey, name);
                break;
        }

        Activity.Current?.AddEvent(new ActivityEvent(name, tags: tags));
    }

    /// <summary>The field's word for an event of Polly.</summary>
    private static string NameOf(string pollyEvent, string? strategy) => pollyEvent switch
    {
        "OnRetry" => "retry",
        "OnTimeout" => $"timeout.{strategy}",
        "OnCircuitOpened" => "circuit.open",
        "OnCircuitHalfOpened" => "circuit.half-open",
        "OnCircuitClosed" => "circuit.closed",
        "OnBulkheadFull" => "bulkhead.full",
        "Chaos.OnFault" => "chaos.fault",
        "Chaos.OnLatency" => "chaos.latency",
        _ => pollyEvent,
    };
}
