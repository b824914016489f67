namespace ChaosLab.ChaosController.Running;

/// <summary>
/// The snapshot of the method: as soon as the first fault is felt, the middle of the trouble. Where none is felt, one of the method's
/// second half: nobody knows how long it will take, so a look after 1 s, 2 s, 4 s, … takes the place of the one before.
/// </summary>
internal sealed class SnapshotDuring(RunScope scope)
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(1);

    /// <summary>Returns once a fault was felt, or when cancelled with the method's end.</summary>
    /// <returns>Null when the method ended before there was anything to take, or the AppHost does not answer.</returns>
    public async Task<Snapshot?> TakeAsync(CancellationToken ct)
    {
        Snapshot? taken = null;
        try
        {
            var began = scope.Time.GetTimestamp();
            for (var next = FirstLook; !IsFelt(); await Task.Delay(HealthWatch.Interval, scope.Time, ct))
            {
                if (scope.Time.GetElapsedTime(began) < next) continue;
                taken = await scope.Snapshots.TakeAsync("during", ct);
                next *= 2;
            }

            return await scope.Snapshots.TakeAsync("during", ct);
        }
        catch (Exception error) when (error is OperationCanceledException or Bridge.BridgeException)
        {
            // The method ended before anything was felt.
            return taken;
        }
    }

    private bool IsFelt() => scope.Faults.All.Any(fault => fault.Record.EffectSeenAt is not null);
}
