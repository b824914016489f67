namespace ChaosLab.ChaosController.Ledger;

/// <summary>The client's purchases against the shop's books.</summary>
/// <param name="Verdict">Whether the books are right.</param>
/// <param name="Acknowledged">Purchases the shop acknowledged.</param>
/// <param name="Refused">Purchases it refused for certain.</param>
/// <param name="Unknown">Purchases whose outcome the client does not know.</param>
/// <param name="UnknownCharged">Those of them that were charged in the end.</param>
/// <param name="Lost">Acknowledged, and no order or no charge.</param>
/// <param name="Duplicated">Charged or given back more than once, with more than one order, or counted more than once by analytics.</param>
/// <param name="Phantom">Charged, or ordered as paid, though nobody bought it or it was refused for certain; or counted by analytics though it was not paid or given back.</param>
/// <param name="Stale">Acknowledged and charged, but not settled: the order's state or the analytics lags behind, or analytics has missed it.</param>
/// <param name="Problem">Why the books could not be read; null when they could. Then the verdict is unknown.</param>
/// <param name="Gap">What analytics can no longer tell, as one sentence; null when nothing. Then the books are not right, but unknown unless they are wrong.</param>
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
    string? Problem = null,
    string? Gap = null);
