namespace ChaosLab.Hosting.Bridge.Wire;

/// <summary>The body of <c>POST /faults</c>.</summary>
/// <param name="Kind">A kind of the catalogue.</param>
/// <param name="Target">A resource, or <c>lab</c> for faults on the lab as a whole.</param>
/// <param name="ForSeconds">How long it lasts, in seconds; null means the kind's default.</param>
/// <param name="Seed">Makes a random choice repeatable; null means any.</param>
public sealed record FaultRequest(string Kind, string Target, double? ForSeconds = null, int? Seed = null);
