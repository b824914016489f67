namespace ChaosLab.ChaosController.Shell;

/// <summary>An error the user can understand and act on: one message, one exit code, no stack trace.</summary>
internal sealed class LabError : Exception
{
    private LabError(int exitCode, string message) : base(message) => ExitCode = exitCode;

    /// <summary>One of <see cref="ExitCodes"/>.</summary>
    public int ExitCode { get; }

    public static LabError No(string message) => new(ExitCodes.No, message);

    public static LabError WrongUse(string message) => new(ExitCodes.WrongUse, message);

    public static LabError NoLab(string message) => new(ExitCodes.NoLab, message);
}
