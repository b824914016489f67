namespace ChaosLab.Hosting.Faults;

/// <summary>Marks a service that takes faults inside: it has ChaosLab.ServiceDefaults and the lab's token.</summary>
internal sealed class InjectableAnnotation : IResourceAnnotation;
