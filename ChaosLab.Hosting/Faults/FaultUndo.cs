namespace ChaosLab.Hosting.Faults;

/// <summary>Undoes a fault, and looks whether that is proven.</summary>
internal static class FaultUndo
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

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
