namespace ChaosLab.ChaosController.Ledger;

/// <summary>The client's purchases against the shop's books.</summary>
/// <param name="Verdict">Whether the books are right.</param>
/// <param name="Acknowledged">Purchases the shop acknowledged.</param>
/// <param name="Refused">Purchases it refused for certain.</param>
/// <param name="Unknown">Purchases whose outcome the client does not know.</param>
/// <param name="UnknownCharged">Those of them that were charged in the end.</param>
/// <param name="Lost">Acknowledged, and no order or no charge.</param>
/// <param name="Duplicated">Charged more than once, or with more than one order.</param>
/// <param name="Phantom">Charged, or ordered as paid, though nobody bought it or it was refused for certain.</param>
/// <param name="Stale">Acknowledged and charged, but not settled: the order's state or the analytics lags behind.</param>
/// <param name="Problem">Why the books could not be read; null when they could. Then the verdict is unknown.</param>
internal sealed record LedgerReport(
    LedgerVerdict Verdict,
    int Acknowledged,
    int Refused,
    int Unknown,
    int UnknownCharged,
    IReadOnlyList<LedgerAnomaly> Lost,
    IReadOnlyList<LedgerAnomaly> Duplicated,
    IReadOnlyList<LedgerAnomaly> Phantom,
    IReadOnlyList<LedgerAnomaly> Stale,
    string? Problem = null);
