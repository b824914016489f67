namespace ChaosLab.Proxy.Toxics;

/// <summary>An attribute of a toxic is not what it must be.</summary>
internal sealed class AttributeException(string message) : Exception(message);
