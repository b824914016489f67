namespace ChaosLab.Hosting.Bridge.Wire;

/// <summary>Says which parts of the lab have changed since the last one; without any part it is a sign of life.</summary>
/// <param name="At">When it was told.</param>
/// <param name="Parts">The parts, each once.</param>
public sealed record LabChange(DateTimeOffset At, IReadOnlyList<LabPart> Parts);
