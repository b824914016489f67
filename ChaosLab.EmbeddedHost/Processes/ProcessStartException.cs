namespace ChaosLab.EmbeddedHost.Processes;

/// <summary>A program could not be started; the message says why and what to do.</summary>
internal sealed class ProcessStartException(string message, Exception? inner = null) : Exception(message, inner);
