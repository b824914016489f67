namespace ChaosLab.Hosting;

/// <summary>The lab cannot run; the message says what is wrong and what to do, and is all a user needs to see.</summary>
public sealed class ChaosLabException : DistributedApplicationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    public ChaosLabException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    public ChaosLabException()
    {
    }

    /// <summary>Creates the exception.</summary>
    public ChaosLabException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
