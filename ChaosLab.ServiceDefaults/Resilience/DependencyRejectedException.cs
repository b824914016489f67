namespace ChaosLab.ServiceDefaults;

/// <summary>
/// A dependency is well and says no. Thrown by the caller's own code within a call; not retried, not counted as a failure, not wrapped.
/// </summary>
/// <param name="message">What it said.</param>
/// <param name="innerException">What was met.</param>
public class DependencyRejectedException(string message, Exception? innerException = null) : Exception(message, innerException);
