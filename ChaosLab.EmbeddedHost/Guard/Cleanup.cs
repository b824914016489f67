using ChaosLab.EmbeddedHost.Containers;
using ChaosLab.EmbeddedHost.Processes;

namespace ChaosLab.EmbeddedHost.Guard;

/// <summary>Ends what a dead program left, by identity and label only.</summary>
internal static class Cleanup
{
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(10);

    /// <param name="journal">What the program had started.</param>
    /// <param name="alsoKnown">Descendants seen while their parents lived.</param>
    public static async Task RunAsync(RunJournal journal, IEnumerable<ProcessIdentity> alsoKnown)
    {
        await ProcessTree.KillAsync([.. journal.Processes, .. alsoKnown], KillLimit, journal.Runs);
        if (journal.ContainerRuntime is not { } runtime) return;
        foreach (var run in journal.Runs) await ContainerCleanup.RemoveRunAsync(runtime, run);
    }
}
