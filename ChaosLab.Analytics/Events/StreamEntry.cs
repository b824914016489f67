namespace ChaosLab.Analytics.Events;

/// <summary>An entry of the stream as Redis holds it.</summary>
internal sealed record StreamEntry(StreamId Id, IReadOnlyDictionary<string, string> Fields);
