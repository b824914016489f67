using System.Diagnostics;
using ChaosLab.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Logging;

namespace ChaosLab.ServiceDefaults.Faults;

/// <summary>What a fault leaves on what it hits, so that a trace tells an injected failure from a real one: attributes and an event of the span, and a log record.</summary>
public sealed class FaultMark(FaultOrigin origin, string kind, ILogger logger)
{
    /// <summary>The attribute with the fault's id.</summary>
    public const string FaultKey = "chaoslab.fault.id";

    /// <summary>The attribute with the id of the run that injected it.</summary>
    public const string RunKey = "chaoslab.run.id";

    /// <summary>The attribute with the fault's kind, of the event.</summary>
    public const string KindKey = "chaoslab.fault.kind";

    /// <summary>The name of the event: one for each decision to hit.</summary>
    public const string Event = "chaoslab.fault";

    /// <summary>Notes that it has decided to hit what the current span is of.</summary>
    public void Hit()
    {
        if (CanaryRequest.IsCurrent) return;
        if (Activity.Current is { } span)
        {
            var tags = new ActivityTagsCollection { [FaultKey] = origin.Fault, [KindKey] = kind };
            span.SetTag(FaultKey, origin.Fault);
            if (origin.Run is { } run)
            {
                tags[RunKey] = run;
                span.SetTag(RunKey, run);
            }

            span.AddEvent(new ActivityEvent(Event, tags: tags));
        }

#pragma warning disable CA1727 // The record's attributes are called as the span's.
        if (origin.Run is null) logger.LogInformation("Fault {chaoslab.fault.id} ({chaoslab.fault.kind}) hit", origin.Fault, kind);
        else logger.LogInformation("Fault {chaoslab.fault.id} ({chaoslab.fault.kind}) of the run {chaoslab.run.id} hit", origin.Fault, kind, origin.Run);
#pragma warning restore CA1727
    }
}
