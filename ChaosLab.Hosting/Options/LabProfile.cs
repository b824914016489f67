namespace ChaosLab.Hosting.Options;

/// <summary>Whether the patterns that absorb faults are on.</summary>
public enum LabProfile
{
    /// <summary>Resilience pipelines and automatic restart.</summary>
    Resilient,

    /// <summary>Neither, to compare.</summary>
    Naive,
}
