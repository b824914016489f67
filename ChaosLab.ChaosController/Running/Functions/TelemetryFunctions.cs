using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Telemetry;
using ChaosLab.ChaosController.Telemetry.Analysis;

namespace ChaosLab.ChaosController.Running.Functions;

/// <summary>Functions on what the services tell of themselves: breakers, retries.</summary>
internal sealed class TelemetryFunctions(RunScope scope)
{
    public IReadOnlyDictionary<string, LabFunctionBody> Bodies => new Dictionary<string, LabFunctionBody>
    {
        ["breaker"] = BreakerAsync,
        ["breaker-opened"] = (arguments, _) => Task.FromResult<JsonNode?>(HasOpened(arguments.Text("dependency"))),
        ["retries"] = (arguments, _) => Task.FromResult<JsonNode?>(Retries(arguments)),
        ["absorbed"] = (arguments, _) => Task.FromResult<JsonNode?>(Absorbed(arguments)),
    };

    private TelemetryFindings Findings => TelemetryAnalysis.Find(scope.Telemetry, scope.StartedAt, scope.Time.GetUtcNow());

    private async Task<JsonNode?> BreakerAsync(LabArguments arguments, CancellationToken ct)
    {
        var (name, dependency) = (arguments.Text("resource"), arguments.Text("dependency"));
        var resources = await scope.Bridge.GetResourcesAsync(ct);
        var resource = resources.FirstOrDefault(resource => resource.Name == name)
            ?? throw new ActivityFailedException(Shell.Suggestion.Unknown("resource", name, [.. resources.Select(resource => resource.Name)]));
        if (HealthProbe.AddressOf(resource) is not { } address || await scope.Snapshots.AskAsync(address, ct) is not JsonObject health)
            throw new ActivityFailedException($"{name} does not tell its health");

        // An edge is named for the service, whose instances are called web-1, web-2.
        var edges = await scope.Bridge.GetEdgesAsync(ct);
        var called = edges.Where(edge => edge.From == name || name.StartsWith(edge.From + "-", StringComparison.Ordinal)).Select(edge => edge.To);
        return BreakerState.Of(name, health, dependency, called);
    }

    private bool HasOpened(string dependency)
    {
        var findings = Findings;
        if (findings.Absorbers.Any(absorber => absorber.Mechanism == "breaker" && absorber.Dependency == dependency)
            || findings.Detections.Any(detection => detection.What == "breaker opened" && detection.Text.Contains(dependency, StringComparison.Ordinal))) return true;

        // That nothing is left of it does not say that it did not happen.
        return findings.Complete ? false : throw Incomplete($"whether a breaker for '{dependency}' opened");
    }

    private double Retries(LabArguments arguments)
    {
        var dependency = arguments.Text("dependency");

        // Of the whole run the services' counters tell, too, where spans have given way.
        if (arguments.TryText("resource") is null && arguments.TryText("since") != "fault" && !arguments.IsSet("rejected")) return Amplification(dependency);
        return DependencyCalls.AttemptsPerCall(Traces(arguments, $"how often '{dependency}' was called"), dependency, arguments.TryText("resource"), arguments.IsSet("rejected")) is { } factor
            ? Math.Round(factor, 3)
            : throw new ActivityFailedException($"telemetry tells of no call to '{dependency}' in that time");
    }

    private double Amplification(string dependency)
    {
        var findings = Findings;
        if (!findings.Complete) throw Incomplete($"how often '{dependency}' was called");
        return findings.Amplification.TryGetValue(dependency, out var factor)
            ? Math.Round(factor, 3)
            : throw new ActivityFailedException($"telemetry tells of no call to '{dependency}' in this run");
    }

    private long Absorbed(LabArguments arguments)
    {
        var (mechanism, dependency, service) = (arguments.Text("mechanism"), arguments.TryText("dependency"), arguments.TryText("resource"));
        return Absorption.Find(Traces(arguments, $"how often {mechanism} acted"))
            .Where(absorber => absorber.Mechanism == mechanism
                && (dependency is null || absorber.Dependency == dependency) && (service is null || absorber.Service == service))
            .Sum(absorber => absorber.Times);
    }

    private IReadOnlyList<ShopTrace> Traces(LabArguments arguments, string what)
    {
        var since = Since(arguments);
        return scope.Telemetry.Spans.DroppedSince(since) == 0 ? ShopTrace.Began(scope.Telemetry, since, scope.Time.GetUtcNow()) : throw Incomplete(what);
    }

    private DateTimeOffset Since(LabArguments arguments)
        => arguments.TryText("since") != "fault"
            ? scope.StartedAt
            : scope.Faults.All.Min(fault => fault.Record.ActedAt)
                ?? throw new ActivityFailedException("no fault of this run has acted yet, so nothing is counted since then");

    private static ActivityFailedException Incomplete(string what)
        => new($"telemetry of this run has given way to newer one, so {what} is not known; give the store more room (Telemetry:Spans, Telemetry:MetricPoints, Telemetry:Bytes), or the run less load");
}
