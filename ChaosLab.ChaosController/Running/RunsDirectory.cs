namespace ChaosLab.ChaosController.Running;

/// <summary>Where runs are kept: <c>artifacts/runs</c> of the checkout, or <c>Lab:RunsDirectory</c>.</summary>
internal sealed record RunsDirectory(string Path);
