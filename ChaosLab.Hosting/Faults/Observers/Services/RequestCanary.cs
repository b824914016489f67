namespace ChaosLab.Hosting.Faults.Observers.Services;

/// <summary>Asks a service as a caller does, several times at once if a fault hits only some.</summary>
/// <param name="probe">What is asked.</param>
/// <param name="probes">How many times at each look; one that shows the fault is enough.</param>
/// <param name="shows">Whether an answer shows the fault; the second argument is the quickest time before it acted.</param>
internal sealed class RequestCanary(ServiceProbe probe, int probes, Func<ProbeReading, TimeSpan, bool> shows) : ICanary
{
    private const int Lessons = 3;

    private TimeSpan? _usual;

    public async Task LearnAsync(CancellationToken ct)
    {
        var usual = TimeSpan.MaxValue;
        for (var i = 0; i < Lessons; i++)
        {
            var took = (await probe.AskAsync(body: null, ct)).Took;
            if (took < usual) usual = took;
        }

        _usual = usual;
    }

    public async Task<bool> IsWellAsync(CancellationToken ct)
    {
        if (_usual is not { } usual) return true;
        var readings = await Task.WhenAll(Enumerable.Range(0, probes).Select(_ => probe.AskAsync(body: null, ct)));
        return !readings.Any(reading => shows(reading, usual));
    }
}
