namespace ChaosLab.Proxy.Edges;

/// <summary>An address cannot be used.</summary>
internal sealed class AddressException(string message) : Exception(message);
