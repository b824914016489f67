namespace ChaosLab.Benchmarks.Proxy;

/// <summary>One figure of one run.</summary>
/// <param name="Name">With its unit, such as <c>redis GET k/s</c>.</param>
/// <param name="Value">The figure.</param>
internal sealed record Measure(string Name, double Value);
