namespace ChaosLab.Hosting.Faults;

/// <summary>Marks what stands between customers and the shop; stopping it is a partition.</summary>
public sealed class PartitionAnnotation : IResourceAnnotation;
