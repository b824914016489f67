namespace ChaosLab.ChaosController.Ledger;

/// <summary>One purchase with which the books are at odds.</summary>
/// <param name="Key">Its key.</param>
/// <param name="OrderId">The order, where one is known.</param>
/// <param name="Because">What is wrong, in one sentence.</param>
internal sealed record LedgerAnomaly(string Key, string? OrderId, string Because);
