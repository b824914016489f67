using System.Diagnostics.Metrics;
using ChaosLab.ServiceDefaults.Telemetry;

namespace ChaosLab.ServiceDefaults.Resilience;

/// <summary>Counts and times the calls to dependencies.</summary>
internal sealed class DependencyMetrics : IDisposable
{
    private readonly Meter _meter = new(LabActivity.Name);
    private readonly Counter<long> _events;
    private readonly Histogram<double> _duration;

    public DependencyMetrics()
    {
        _events = _meter.CreateCounter<long>(
            "chaoslab.dependency.events", "{event}", "Retries, time-outs, circuit changes, full bulkheads and fallbacks");
        _duration = _meter.CreateHistogram(
            "chaoslab.dependency.duration",
            "s",
            "Calls to dependencies, all attempts together",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
            });
    }

    public void Event(string dependency, string name)
        => _events.Add(1, new KeyValuePair<string, object?>("dependency", dependency), new KeyValuePair<string, object?>("event", name));

    public void Called(string dependency, string operation, string outcome, TimeSpan took)
        => _duration.Record(
            took.TotalSeconds,
            new KeyValuePair<string, object?>("dependency", dependency),
            new KeyValuePair<string, object?>("operation", operation),
            new KeyValuePair<string, object?>("outcome", outcome));

    public void Observe(IReadOnlyCollection<Dependency> dependencies)
        => _meter.CreateObservableGauge(
            "chaoslab.dependency.circuit",
            () => dependencies.Select(d => new Measurement<int>(
                d.State.Circuit switch { "open" => 2, "half-open" => 1, _ => 0 },
                new KeyValuePair<string, object?>("dependency", d.Name))),
            description: "0 closed, 1 half-open, 2 open");

    public void Dispose() => _meter.Dispose();
}
