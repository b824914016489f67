namespace Aspire.Hosting;

/// <summary>A parameter has no value.</summary>
public class MissingParameterValueException : DistributedApplicationException
{
    /// <summary>Makes an exception that says which, and how it is set.</summary>
    public MissingParameterValueException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with its cause.</summary>
    public MissingParameterValueException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
