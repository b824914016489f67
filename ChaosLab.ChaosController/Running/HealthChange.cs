namespace ChaosLab.ChaosController.Running;

/// <summary>A part of the lab changed.</summary>
/// <param name="At">When it was seen.</param>
/// <param name="Resource">The part.</param>
/// <param name="State">Its state now, for example <c>Running</c> or <c>Finished</c>.</param>
/// <param name="Health">Its health now: <c>Healthy</c>, <c>Degraded</c>, <c>Unhealthy</c>, or null while it does not run.</param>
internal sealed record HealthChange(DateTimeOffset At, string Resource, string? State, string? Health);
