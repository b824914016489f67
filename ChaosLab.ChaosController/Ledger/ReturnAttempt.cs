namespace ChaosLab.ChaosController.Ledger;

/// <summary>An order the client gave back, or tried to.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Acknowledged">Whether the shop said that the money is back: then it must be; otherwise it may be.</param>
internal sealed record ReturnAttempt(string OrderId, bool Acknowledged);
