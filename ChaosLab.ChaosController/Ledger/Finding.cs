namespace ChaosLab.ChaosController.Ledger;

/// <summary>What is wrong with one purchase.</summary>
/// <param name="Kind">Which list of the report it belongs to.</param>
/// <param name="Because">One sentence.</param>
internal sealed record Finding(FindingKind Kind, string Because);

/// <summary>The lists of a <see cref="LedgerReport"/>.</summary>
internal enum FindingKind
{
    Lost,
    Duplicated,
    Phantom,
    Stale,
}
