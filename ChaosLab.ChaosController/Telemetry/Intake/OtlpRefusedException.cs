namespace ChaosLab.ChaosController.Telemetry.Intake;

/// <summary>An export request that is not taken.</summary>
/// <param name="status">The HTTP status, 4xx.</param>
/// <param name="message">Why, and what to do.</param>
internal sealed class OtlpRefusedException(int status, string message) : Exception(message)
{
    public int Status => status;
}
