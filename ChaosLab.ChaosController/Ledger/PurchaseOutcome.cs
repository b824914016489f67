namespace ChaosLab.ChaosController.Ledger;

/// <summary>What a client knows of a purchase (Jepsen's ok, fail, info).</summary>
internal enum PurchaseOutcome
{
    /// <summary>Acknowledged: there must be exactly one order and one charge.</summary>
    Ok,

    /// <summary>Refused for certain: there must be no charge that stays.</summary>
    Failed,

    /// <summary>No answer, or one that leaves it open: there may be one order and one charge, or none of either.</summary>
    Unknown,
}
