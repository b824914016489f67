namespace ChaosLab.Hosting.Faults.Guard;

/// <summary>Marks the controller: when it falls silent, every fault is undone.</summary>
internal sealed class ControllerAnnotation : IResourceAnnotation;
