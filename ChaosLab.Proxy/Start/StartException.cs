namespace ChaosLab.Proxy.Start;

/// <summary>The proxy cannot start; says why and what to do.</summary>
/// <param name="message">One message for the user.</param>
/// <param name="exitCode">2 when it was called wrongly, 1 when this machine refuses.</param>
internal sealed class StartException(string message, int exitCode) : Exception(message)
{
    public const int CannotStart = 1;
    public const int WrongUse = 2;

    public int ExitCode { get; } = exitCode;
}
