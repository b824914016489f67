namespace ChaosLab.ChaosController.Shell;

/// <summary>What the exit code of <c>lab</c> says; scripts rely on it.</summary>
internal static class ExitCodes
{
    /// <summary>It was done, or the answer is yes.</summary>
    public const int Done = 0;

    /// <summary>The answer is no: unhealthy, not recovered, failed.</summary>
    public const int No = 1;

    /// <summary>The command line was wrong; nothing was done.</summary>
    public const int WrongUse = 2;

    /// <summary>No lab is running that could be asked.</summary>
    public const int NoLab = 3;
}
