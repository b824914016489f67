namespace ChaosLab.Hosting.Bridge.Wire;

/// <summary>The body of <c>POST /halt</c>.</summary>
/// <param name="Reason">Why; at most 200 characters. Null means none given.</param>
/// <param name="By">Who; at most 100 characters.</param>
public sealed record HaltRequest(string? Reason = null, string? By = null);
