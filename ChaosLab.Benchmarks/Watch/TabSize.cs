namespace ChaosLab.Benchmarks.Watch;

/// <summary>How large a tab is, after a collection of its garbage.</summary>
/// <param name="Nodes">DOM nodes, detached ones that are still held included.</param>
/// <param name="Listeners">Event listeners.</param>
/// <param name="HeapMiB">What JavaScript uses of its heap, MiB.</param>
internal sealed record TabSize(int Nodes, int Listeners, double HeapMiB);
