namespace ChaosLab.ServiceDefaults;

/// <summary>A service cannot start.</summary>
/// <param name="message">What is wrong, where, and what to do, in one line.</param>
/// <param name="innerException">What was met.</param>
public class ServiceStartException(string message, Exception? innerException = null) : Exception(message, innerException);
