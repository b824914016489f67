namespace ChaosLab.Hosting.Faults.Observers;

/// <summary>Measures how long a target takes to answer; well is no later than the quickest before by half of what is expected.</summary>
internal sealed class SlownessObserver(IObserver observer, TimeSpan expected, TimeProvider time) : IObserver
{
    private TimeSpan _usual = TimeSpan.MaxValue;

    public async Task<bool> IsWellAsync(CancellationToken ct)
    {
        var asked = time.GetTimestamp();
        if (!await observer.IsWellAsync(ct)) return false;
        var took = time.GetElapsedTime(asked);
        if (took < _usual) _usual = took;
        return took < _usual + (expected / 2);
    }
}
