namespace ChaosLab.EmbeddedHost.Orchestration;

/// <summary>A resource cannot start; the message says why and what to do.</summary>
internal sealed class StartFailedException(string message, Exception? inner = null) : Exception(message, inner);
