using ChaosLab.Hosting.Resources;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChaosLab.Hosting.Faults.Journal;

/// <summary>Finishes at the start what a killed run left: tells of each fault, and undoes what may have outlived it.</summary>
internal sealed class LeftoverUndo(
    FaultJournal journal, FaultCatalogue catalogue, ResourceMonitor monitor, ResourceLoggerService logs, ILogger<LeftoverUndo> logger,
    IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Begins; the undoing goes on in the background, each once its target runs.</summary>
    public void Start()
    {
        foreach (var left in journal.TakeLeftovers())
        {
            logger.LogWarning("The last run of this lab ended while {Id} acted ({Kind} on {Target}, injected by {Who})", left.Id, left.Kind, left.Target, left.Who ?? "unknown");
            if (catalogue.Find(left.Kind) is { } kind && catalogue.FindTarget(left.Target) is { } target) _ = Task.Run(() => UndoAsync(kind, target, left));
        }
    }

    private async Task UndoAsync(IFaultKind kind, IResource target, FaultEntry left)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
        limit.CancelAfter(Limit);
        var log = logs.GetLogger(target);
        try
        {
            if (monitor.Of(target).StartsByItself) await monitor.WaitAsync(target, view => view.IsRunning, limit.Token);
            await kind.UndoLeftoverAsync(target, limit.Token);
            log.LogInformation("Nothing is left of {Kind} on {Target} ({Id}), which a killed run had injected", left.Kind, left.Target, left.Id);
        }
#pragma warning disable CA1031 // Whatever keeps it from being undone is told; the lab itself goes on.
        catch (Exception error) when (!lifetime.ApplicationStopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            log.LogError("What a killed run left of {Kind} on {Target} ({Id}) could not be undone: {Reason} Run ./lab restore", left.Kind, left.Target, left.Id, error.Message);
        }
        catch (OperationCanceledException)
        {
            // The lab stops.
        }
    }
}
