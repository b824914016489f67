using System.Globalization;
using ChaosLab.Hosting.Faults.Targets;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChaosLab.Hosting.Resources;

/// <summary>What is known of a resource now.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Snapshot">What the host published last; null before the first time.</param>
/// <param name="Process">Its process, as it was when first seen; null when it is none, or does not run.</param>
/// <param name="StoppedOnPurpose">Whether its last stop was asked for.</param>
internal sealed record ResourceView(IResource Resource, CustomResourceSnapshot? Snapshot, ProcessIdentity? Process, bool StoppedOnPurpose)
{
    public string Name => Resource.Name;

    public string? State => Snapshot?.State?.Text;

    public bool IsRunning => State == KnownResourceStates.Running;

    public bool IsTerminal => State is { } state && KnownResourceStates.TerminalStates.Contains(state);

    /// <summary>Whether it neither runs nor is on its way to.</summary>
    public bool IsDown => State is null || State == KnownResourceStates.NotStarted || IsTerminal;

    public bool IsHealthy => IsRunning && Snapshot?.HealthStatus is HealthStatus.Healthy;

    public bool StartsByItself => !Resource.HasAnnotationOfType<ExplicitStartupAnnotation>();

    public int? Pid => Number("executable.pid");

    public string? ContainerId => Property("container.id") as string is { Length: > 0 } id ? id : null;

    private int? Number(string name)
    {
        try
        {
            return Property(name) is { } value ? Convert.ToInt32(value, CultureInfo.InvariantCulture) : null;
        }
        catch (Exception error) when (error is FormatException or OverflowException or InvalidCastException)
        {
            return null;
        }
    }

    private object? Property(string name)
        => Snapshot is { Properties.IsDefault: false } snapshot
            ? snapshot.Properties.FirstOrDefault(property => property.Name == name)?.Value
            : null;
}
