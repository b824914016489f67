using System.Globalization;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Resources;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChaosLab.Hosting.Faults.Journal;

/// <summary>Finishes at the start what an earlier run left: tells of each fault, and undoes what may have outlived that run.</summary>
internal sealed class LeftoverUndo(
    FaultJournal journal, FaultCatalogue catalogue, FaultBook book, FaultRemoval removal, ResourceMonitor monitor, ObserverFactory observers,
    ILogger<LeftoverUndo> logger, IHostApplicationLifetime lifetime)
{
    /// <summary>Begins; the undoing goes on in the background, once each target runs. Until it is proven each is there, as stuck.</summary>
    public void Start()
    {
        var left = new List<(IResource Target, FaultRun Run)>();
        foreach (var entry in journal.Leftovers())
        {
            logger.LogWarning("A run of this lab ended while {Id} acted ({Kind} on {Target}, injected by {Who})", entry.Id, entry.Kind, entry.Target, entry.Who ?? "unknown");
            var kind = catalogue.Find(entry.Kind);
            if (kind is { Outlasts: false })
            {
                journal.Write("ended", entry, "what held it has ended with that run");
            }
            else if (kind is not null && catalogue.FindTarget(entry.Target) is { } target)
            {
                var run = Run(entry, new LeftFault(kind, target, observers.Of(target)));
                book.Add(run);
                left.Add((target, run));
            }
            else
            {
                logger.LogError("This lab has no {Kind} on {Target}, so what is left of {Id} is not undone; a start of one that has will do it", entry.Kind, entry.Target, entry.Id);
            }
        }

        // The journal gives the last one first.
        foreach (var onTarget in left.GroupBy(pair => pair.Target, pair => pair.Run)) _ = Task.Run(() => UndoAsync(onTarget.Key, [.. onTarget]));
    }

    // Ids begin anew with each run of the lab.
    private static FaultRun Run(FaultEntry entry, LeftFault fault) => new(
        new FaultRecord(
            $"{entry.Id}-{entry.Run}", entry.Kind, entry.Target, null, entry.At, null, null, null, null, null, FaultState.Stuck,
            string.Create(CultureInfo.InvariantCulture, $"{entry.Kind} on {entry.Target} was left by a run of the lab that ended; it is undone once {entry.Target} runs."),
            entry.Settings, entry.Reason, entry.Who),
        fault, seconds: null)
    {
        Left = entry,
    };

    private async Task UndoAsync(IResource target, IReadOnlyList<FaultRun> left)
    {
        try
        {
            await monitor.WaitAsync(target, view => view.IsRunning, lifetime.ApplicationStopping);
            foreach (var run in left) await removal.RetryAsync(run, lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException)
        {
            // The lab stops; the journal has it still open.
        }
    }
}
