using ChaosLab.EmbeddedHost.Processes;

namespace ChaosLab.EmbeddedHost.Guard;

/// <summary>The guard: it outlives the program that started it by as long as it takes to end what that program had started.</summary>
internal static class GuardProgram
{
    /// <summary>The argument that makes this assembly's entry point a guard; the journal file follows.</summary>
    public const string Verb = "guard";

    private static readonly TimeSpan TrackInterval = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(TextReader input, string journalPath)
    {
        var journal = new RunJournal();
        var gate = new Lock();
        IReadOnlyCollection<ProcessIdentity> known = [];

        // A descendant that takes a session of its own (Postgres' backends do) is found only while its parent lives.
        var tracking = new Timer(_ =>
        {
            lock (gate) known = ProcessTree.Members([.. journal.Processes, .. known]);
        }, null, TrackInterval, TrackInterval);

        while (await input.ReadLineAsync() is { } line)
        {
            lock (gate) journal.Take(line);
        }

        await tracking.DisposeAsync();
        await Cleanup.RunAsync(journal, known);
        File.Delete(journalPath);
        return 0;
    }
}
