namespace ChaosLab.EmbeddedHost.Containers;

/// <summary>A container could not be made or started; the message says why and what to do.</summary>
internal sealed class ContainerException(string message) : Exception(message);
