namespace ChaosLab.ChaosController.Console.Traffic;

/// <summary>What the gateway counted between two readings.</summary>
/// <param name="Requests">Customers' requests that ended.</param>
/// <param name="Errors">Those of them answered with 5xx, or not at all.</param>
internal sealed record GatewayRise(long Requests, long Errors);
