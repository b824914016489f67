namespace ChaosLab.Hosting.Bridge.Wire;

/// <summary>The body of <c>POST /faults</c>.</summary>
/// <param name="Kind">A kind of the catalogue.</param>
/// <param name="Target">A resource, an edge such as <c>web->payment</c>, a service with several instances such as <c>web</c>, or <c>lab</c> for faults on the lab as a whole.</param>
/// <param name="ForSeconds">How long it lasts, in seconds; null means the kind's default.</param>
/// <param name="Seed">Makes random choices repeatable; null means any.</param>
/// <param name="Settings">The kind's own settings, as text with or without unit (<c>200ms</c>); null means all defaults.</param>
/// <param name="Reason">Why it is injected, for the audit; at most 200 characters.</param>
/// <param name="Owner">Who injects it, for the audit; at most 100 characters.</param>
/// <param name="Force">Whether it may disable more than half of the instances of a critical service; null means no.</param>
/// <param name="Run">The id of the run that injects it, for traces and logs; at most 100 characters. Null outside of runs.</param>
public sealed record FaultRequest(
    string Kind,
    string Target,
    double? ForSeconds = null,
    int? Seed = null,
    IReadOnlyDictionary<string, string>? Settings = null,
    string? Reason = null,
    string? Owner = null,
    bool? Force = null,
    string? Run = null);
