using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What one check said.</summary>
/// <param name="Name">The check.</param>
/// <param name="Status">Its word; null before its first run.</param>
/// <param name="Description">Its reason.</param>
/// <param name="ExceptionText">What it met.</param>
public sealed record HealthReportSnapshot(string Name, HealthStatus? Status, string? Description, string? ExceptionText)
{
    /// <summary>When it ran last.</summary>
    public DateTime? LastRunAt { get; init; }
}
