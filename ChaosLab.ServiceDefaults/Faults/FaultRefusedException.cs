namespace ChaosLab.ServiceDefaults.Faults;

/// <summary>A fault cannot act here and now; nothing was done.</summary>
/// <param name="message">Why, and what to do.</param>
public sealed class FaultRefusedException(string message) : Exception(message);
