namespace Aspire.Hosting;

/// <summary>A parameter has no value.</summary>
/// <param name="message">Which, and how it is set.</param>
public class MissingParameterValueException(string message) : DistributedApplicationException(message);
