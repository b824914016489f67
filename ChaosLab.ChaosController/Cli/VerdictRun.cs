using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Shell;
using ChaosLab.ChaosController.Verdicts;

namespace ChaosLab.ChaosController.Cli;

/// <summary>Carries out a command that ends with a verdict, so that every exit code is one of a verdict: 1 and 3 mean something else elsewhere.</summary>
internal static class VerdictRun
{
    public static async Task<int> GuardAsync(CliContext context, Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception error) when (error is LabError or BridgeException or IOException or UnauthorizedAccessException)
        {
            context.Terminal.Error(error.Message);
            return VerdictExitCodes.Of(Verdict.Error);
        }
        catch (OperationCanceledException) when (context.Interruption.Requested.IsCancellationRequested)
        {
            context.Terminal.Note("Interrupted.");
            return VerdictExitCodes.Of(Verdict.Aborted);
        }
    }
}
