namespace ChaosLab.Benchmarks;

/// <summary>A measurement that could not be made, with what to do about it.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
