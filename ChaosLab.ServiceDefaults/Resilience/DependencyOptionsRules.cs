namespace ChaosLab.ServiceDefaults.Resilience;

/// <summary>Finds everything that is wrong with a dependency's options.</summary>
internal static class DependencyOptionsRules
{
    public static void Check(string name, DependencyOptions options)
    {
        var errors = new List<string>();
        Time(nameof(options.TotalTimeout), options.TotalTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(5));
        Time(nameof(options.AttemptTimeout), options.AttemptTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(5));
        Time(nameof(options.RetryDelay), options.RetryDelay, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        Time(nameof(options.SamplingDuration), options.SamplingDuration, TimeSpan.FromMilliseconds(500), TimeSpan.FromHours(1));
        Time(nameof(options.BreakDuration), options.BreakDuration, TimeSpan.FromMilliseconds(500), TimeSpan.FromHours(1));
        Number(nameof(options.MaxRetries), options.MaxRetries, 0, 10);
        Number(nameof(options.MaxConcurrency), options.MaxConcurrency, 1, 10_000);
        Number(nameof(options.MaxQueue), options.MaxQueue, 0, 100_000);
        Number(nameof(options.MinimumThroughput), options.MinimumThroughput, 2, 10_000);
        if (options.FailureRatio is not (> 0 and <= 1)) errors.Add($"FailureRatio is {options.FailureRatio}; it must be above 0, up to 1");
        if (options.TotalTimeout < options.AttemptTimeout)
            errors.Add($"TotalTimeout ({options.TotalTimeout}) is less than AttemptTimeout ({options.AttemptTimeout})");

        if (errors.Count > 0) throw new ArgumentException($"Dependency '{name}': {string.Join("; ", errors)}.");

        void Time(string option, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most) errors.Add($"{option} is {value}; it must be from {least} to {most}");
        }

        void Number(string option, int value, int least, int most)
        {
            if (value < least || value > most) errors.Add($"{option} is {value}; it must be from {least} to {most}");
        }
    }
}
