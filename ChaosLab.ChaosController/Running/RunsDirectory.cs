namespace ChaosLab.ChaosController.Running;

/// <summary>Files that runs need.</summary>
/// <param name="Path">Where runs are kept: <c>artifacts/runs</c> of the checkout, or <c>Lab:RunsDirectory</c>.</param>
/// <param name="GatewaySocket">The gateway's control socket, which may be missing; null when it is not known where it would be.</param>
internal sealed record RunsDirectory(string Path, string? GatewaySocket);
