namespace ChaosLab.ChaosController.Ledger;

/// <summary>Where an order stands; the database has these names in lower case (decision 0006).</summary>
internal enum BookedOrderStatus
{
    /// <summary>Written; the charge is being made.</summary>
    Pending,

    /// <summary>Charged.</summary>
    Paid,

    /// <summary>Certainly not charged.</summary>
    Failed,

    /// <summary>May have been charged; the reconciler finds out.</summary>
    Unknown,

    /// <summary>Decided against; its charge is being voided or refunded.</summary>
    Cancelling,

    /// <summary>Not charged, or charged and refunded.</summary>
    Cancelled,

    /// <summary>Returned; the money is on its way back.</summary>
    Refunding,

    /// <summary>Returned, money back.</summary>
    Refunded,
}
