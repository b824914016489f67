namespace ChaosLab.Hosting.Faults;

/// <summary>Marks what a full outage stops.</summary>
public sealed class FullOutageAnnotation : IResourceAnnotation;
