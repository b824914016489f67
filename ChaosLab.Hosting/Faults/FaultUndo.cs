namespace ChaosLab.Hosting.Faults;

/// <summary>Undoes a fault, and looks whether that is proven.</summary>
internal static class FaultUndo
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Undoes the last injected first on each target, and different targets together.</summary>
    /// <param name="runs">The faults, in the order of injection.</param>
    /// <param name="undo">Undoes one; completes when it is undone, or known not to be.</param>
    public static Task InReverseAsync(IEnumerable<FaultRun> runs, Func<FaultRun, Task> undo)
        => Task.WhenAll(runs
            .Reverse()
            .GroupBy(run => run.Record.Target, StringComparer.Ordinal)
            .ToArray()
            .Select(async onTarget =>
            {
                foreach (var run in onTarget) await undo(run);
            }));

    /// <summary>Undoes it; null when nothing of it is left, else what is, or why that is not known.</summary>
    public static async Task<string?> TryAsync(IFault fault, CancellationToken ended)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ended);
        limit.CancelAfter(Limit);
        try
        {
            await fault.LiftAsync(limit.Token);
            return await fault.LeftoverAsync(limit.Token);
        }
#pragma warning disable CA1031 // Whatever kept it from being undone is what there is to tell.
        catch (Exception error) when (!ended.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return error is OperationCanceledException ? $"the undo did not end within {Limit.TotalSeconds:0} s" : error.Message;
        }
    }
}
