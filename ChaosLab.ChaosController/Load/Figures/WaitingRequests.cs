namespace ChaosLab.ChaosController.Load.Figures;

/// <summary>How many requests of one operation and one second have no outcome yet, by the tenth of the second they were due in.</summary>
internal sealed class WaitingRequests
{
    private const long Tenth = 100_000;
    private const int Tenths = 10;

    private readonly int[] _counts = new int[Tenths];

    public void Begin(long at) => _counts[SlotOf(at)]++;

    public void End(long at) => _counts[SlotOf(at)]--;

    /// <summary>Adds those that wait to some latencies, each with the least time it has waited; returns how many.</summary>
    /// <param name="second">When the second began, in µs.</param>
    /// <param name="now">The time, in µs.</param>
    /// <param name="latencies">What is added to.</param>
    /// <param name="oldest">The longest time of all, in µs, made greater where one has waited longer.</param>
    public long AddTo(Latencies latencies, long second, long now, ref long oldest)
    {
        long all = 0;
        for (var slot = 0; slot < Tenths; slot++)
        {
            if (_counts[slot] <= 0) continue;
            var waited = Math.Max(0, now - second - (slot + 1) * Tenth);
            latencies.Wait(waited, _counts[slot]);
            all += _counts[slot];
            oldest = Math.Max(oldest, waited);
        }

        return all;
    }

    private static int SlotOf(long at) => (int)(at % (Tenth * Tenths) / Tenth);
}
