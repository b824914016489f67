namespace ChaosLab.ServiceDefaults.Resilience;

/// <summary>Finds everything that is wrong with the declared dependencies.</summary>
internal static class DependencyOptionsRules
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(5);

    // Polly's own least values for its breaker.
    private static readonly TimeSpan ShortestBreak = TimeSpan.FromMilliseconds(500);

    public static IReadOnlyList<string> Check(IReadOnlyCollection<DependencyRegistration> dependencies)
    {
        var errors = dependencies.SelectMany(d => Check(d.Options).Select(error => $"Dependency '{d.Name}': {error}.")).ToList();
        errors.AddRange(dependencies.GroupBy(d => d.Name).Where(g => g.Count() > 1)
            .Select(g => $"Dependency '{g.Key}': it is declared {g.Count()} times; declare it once."));
        return errors;
    }

    private static IEnumerable<string> Check(DependencyOptions o) => new[]
    {
        Time(nameof(o.TotalTimeout), o.TotalTimeout, TimeSpan.FromMilliseconds(1), LongestTimeout),
        Time(nameof(o.AttemptTimeout), o.AttemptTimeout, TimeSpan.FromMilliseconds(1), LongestTimeout),
        o.TotalTimeout < o.AttemptTimeout ? $"TotalTimeout ({o.TotalTimeout}) is less than AttemptTimeout ({o.AttemptTimeout})" : null,
        Number(nameof(o.MaxRetries), o.MaxRetries, 0, 10),
        Time(nameof(o.RetryDelay), o.RetryDelay, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1)),
        Number(nameof(o.MaxConcurrency), o.MaxConcurrency, 1, 10_000),
        Number(nameof(o.MaxQueue), o.MaxQueue, 0, 100_000),
        o.FailureRatio is > 0 and <= 1 ? null : $"FailureRatio is {o.FailureRatio}; it must be above 0, up to 1",
        Number(nameof(o.MinimumThroughput), o.MinimumThroughput, 2, 10_000),
        Time(nameof(o.SamplingDuration), o.SamplingDuration, ShortestBreak, TimeSpan.FromHours(1)),
        Time(nameof(o.BreakDuration), o.BreakDuration, ShortestBreak, TimeSpan.FromHours(1)),
    }.OfType<string>();

    private static string? Time(string option, TimeSpan value, TimeSpan least, TimeSpan most)
        => value < least || value > most ? $"{option} is {value}; it must be from {least} to {most}" : null;

    private static string? Number(string option, int value, int least, int most)
        => value < least || value > most ? $"{option} is {value}; it must be from {least} to {most}" : null;
}
