namespace ChaosLab.ChaosController.Api;

/// <summary>The body of <c>POST /api/runs/{id}/abort</c>.</summary>
/// <param name="Reason">Why; at most 200 characters.</param>
internal sealed record AbortRequest(string? Reason);
