namespace ChaosLab.Hosting.Faults.Leases;

/// <summary>Keeps a lease alive that somebody else holds: silence ends the fault there.</summary>
internal sealed class LeaseRenewal(TimeProvider time)
{
    /// <summary>How long a lease lasts without renewal: a dead lab leaves nothing behind for more than 5 s.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Renews until cancelled; completes with the reason when the holder says that there is nothing to renew.</summary>
    /// <param name="renew">Renews once; returns the reason when the lease is gone, else null. May fail: it is tried again.</param>
    /// <param name="ct">Ends the renewals.</param>
    public async Task<string> KeepAsync(Func<CancellationToken, Task<string?>> renew, CancellationToken ct)
    {
        while (true)
        {
            await Task.Delay(Interval, time, ct);
            try
            {
                if (await renew(ct) is { } gone) return gone;
            }
            catch (Exception error) when (error is HttpRequestException or IOException or TimeoutException or InvalidOperationException
                || (error is OperationCanceledException && !ct.IsCancellationRequested))
            {
                // The holder cannot be reached just now; it lets go by itself when this goes on.
            }
        }
    }
}
