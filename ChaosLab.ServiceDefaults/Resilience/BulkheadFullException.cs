namespace ChaosLab.ServiceDefaults.Resilience;

/// <summary>Too many calls are under way, and too many wait.</summary>
internal sealed class BulkheadFullException(int concurrency, int queue)
    : Exception($"{concurrency} calls are under way and {queue} wait.");
