namespace ChaosLab.ChaosController.Ledger;

/// <summary>Where the load writes every purchase down. Calls come from one thread or from many.</summary>
internal interface IPurchaseLog
{
    /// <summary>Notes a purchase whose outcome is known, or known to stay unknown; once for each key.</summary>
    void Add(Purchase purchase);
}
