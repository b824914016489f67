using ChaosLab.ChaosController.Experiments;

namespace ChaosLab.ChaosController.Load;

/// <summary>What a load may be at most, and when the generator itself is said not to have kept up.</summary>
internal static class LoadLimits
{
    /// <summary>Requests per second.</summary>
    public const double MaxRate = 20_000;

    /// <summary>Connections at once.</summary>
    public const int MaxConnections = 1_024;

    /// <summary>Patience with one request.</summary>
    public static readonly TimeSpan MaxTimeout = TimeSpan.FromMinutes(1);

    /// <summary>A request handed over later than this after it was due is late by the generator itself.</summary>
    public static readonly TimeSpan MaxLag = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// The greatest share of such requests with which the generator kept up. Latency counts from the intended time, so its own lateness
    /// makes the shop look slower, never quicker; with more of it the 95th percentile would be the generator's. A 99th percentile is so with
    /// more than 1 %, which its objective's check minds.
    /// </summary>
    public const double MaxLateShare = 0.03;

    /// <exception cref="ArgumentException">The load is not within the limits; the message says what is wrong with which part of it.</exception>
    public static void Check(LoadSpec spec)
    {
        if (spec.Phases.Count == 0) throw new ArgumentException("The load has no phase; give at least one, with a rate.");
        foreach (var (index, phase) in spec.Phases.Index()) Check(phase, index, last: index == spec.Phases.Count - 1);
        if (spec.Connections is < 1 or > MaxConnections)
            throw new ArgumentException($"The load has {spec.Connections} connections; it must be from 1 to {MaxConnections}.");
        if (spec.Timeout <= TimeSpan.Zero || spec.Timeout > MaxTimeout)
            throw new ArgumentException($"The load's time-out is {spec.Timeout.TotalSeconds} s; it must be more than 0 and at most {MaxTimeout.TotalSeconds} s.");
    }

    /// <exception cref="ArgumentException">The rate is not within the limits.</exception>
    public static void CheckRate(double rate, string what)
    {
        if (!(rate > 0 && rate <= MaxRate))
            throw new ArgumentException($"{what} is {rate} requests per second; it must be more than 0 and at most {MaxRate}.");
    }

    /// <exception cref="ArgumentException">The address is not one on this machine that the generator can speak to.</exception>
    public static void CheckTarget(Uri target)
    {
        if (!target.IsAbsoluteUri || target.Scheme != Uri.UriSchemeHttp)
            throw new ArgumentException($"'{target}' is no http address; the load speaks plain HTTP, such as http://127.0.0.1:5000.");
        if (!target.IsLoopback)
            throw new ArgumentException($"'{target}' is not on this machine; load is only made on loopback addresses.");
    }

    private static void Check(LoadPhase phase, int index, bool last)
    {
        var name = $"Phase {index + 1} of the load";
        CheckRate(phase.Rate, $"{name}: its rate");
        var changes = phase.Pattern is ArrivalPattern.Ramp or ArrivalPattern.Spike;
        if (changes != phase.To.HasValue)
            throw new ArgumentException(changes ? $"{name}: a {Word(phase)} needs a second rate." : $"{name}: a {Word(phase)} load has one rate, not two.");
        if (phase.To is { } to) CheckRate(to, $"{name}: its second rate");
        if (phase.Duration is { } duration && duration <= TimeSpan.Zero)
            throw new ArgumentException($"{name} lasts {duration.TotalSeconds} s; it must be more than 0.");
        if (phase.Duration is null && (changes || !last))
            throw new ArgumentException(changes ? $"{name}: a {Word(phase)} needs a duration." : $"{name} needs a duration; only the last one goes on without.");
    }

    private static string Word(LoadPhase phase) => phase.Pattern.ToString().ToLowerInvariant();
}
