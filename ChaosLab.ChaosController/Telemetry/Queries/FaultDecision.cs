namespace ChaosLab.ChaosController.Telemetry.Queries;

/// <summary>Finds the decisions of injected faults, as services note them (ChaosLab.ServiceDefaults, FaultMark).</summary>
internal static class FaultDecision
{
    private const string FaultKey = "chaoslab.fault.id";
    private const string RunKey = "chaoslab.run.id";

    /// <summary>The fault that these attributes name, or null.</summary>
    public static string? FaultOf(TelemetryAttributes attributes) => attributes[FaultKey];

    /// <summary>The run that these attributes name, or null.</summary>
    public static string? RunOf(TelemetryAttributes attributes) => attributes[RunKey];

    /// <summary>The faults that hit a span: an event names each, the span's own attribute the last.</summary>
    public static IEnumerable<string> FaultsOf(SpanRecord span)
        => span.Events.Select(happened => FaultOf(happened.Attributes)).Append(FaultOf(span.Attributes)).OfType<string>();
}
