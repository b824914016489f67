namespace ChaosLab.ChaosController.Experiments;

/// <summary>What keeps a run from doing more harm than meant.</summary>
internal sealed record SafetySpec
{
    /// <summary>The longest a method may ever take, and the limit of a file that is not of ChaosLab's own: no fault lasts longer.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromHours(1);

    /// <summary>The whole method's limit; at most 1 h, 10 min when ChaosLab's extension leaves it out.</summary>
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Each aborts the run when it holds for its time.</summary>
    public IReadOnlyList<StopCondition> StopConditions { get; init; } = [];

    /// <summary>Times in which the run is refused.</summary>
    public IReadOnlyList<ExcludedWindow> ExcludedWindows { get; init; } = [];

    /// <summary>Whether faults may disable more than half of the instances of a critical service.</summary>
    public bool Force { get; init; }
}
