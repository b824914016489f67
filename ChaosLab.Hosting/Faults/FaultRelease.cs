using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Guard;

namespace ChaosLab.Hosting.Faults;

/// <summary>Undoes, before the lab stops, what would outlast its processes, and lets go of what would keep them from stopping.</summary>
internal sealed class FaultRelease(FaultBook book, FaultCatalogue catalogue, FaultRemoval removal, HaltSwitch halt)
{
    /// <summary>Releases all: on each target in reverse order. What is not undone in time stays open in the journal, for the next start.</summary>
    public async Task ReleaseAsync(CancellationToken ct)
    {
        // What acted from now on would be released by nobody.
        halt.Halt(new HaltRequest("the lab stops"));
        await CallBackAsync(ct);
        await FaultUndo.InReverseAsync(book.Present, run => ReleaseAsync(run, ct));
    }

    // What is still on its way would act after its release.
    private async Task CallBackAsync(CancellationToken ct)
    {
        try
        {
            await FaultRunner.LiftAsync(book.Active.Where(run => run.IsOnItsWay), _ => { }, ct);
        }
        catch (OperationCanceledException)
        {
            // No time is left for it; what is there already still has to be released.
        }
    }

    private async Task ReleaseAsync(FaultRun run, CancellationToken ct)
    {
        try
        {
            if (run.Left is null && catalogue.Find(run.Record.Kind) is not { Outlasts: true }) await run.Fault.ReleaseAsync().WaitAsync(ct);
            else if (run.IsStuck) await removal.RetryAsync(run, ct);
            else await FaultRunner.LiftAsync(run, ct);
        }
#pragma warning disable CA1031 // One that cannot be released must not keep the others from it; the journal has it still open.
        catch (Exception)
#pragma warning restore CA1031
        {
            // Its process is ended all the same.
        }
    }
}
