using System.Collections.Concurrent;
using ChaosLab.ChaosController.Ledger;

namespace ChaosLab.Tests.Load;

/// <summary>Keeps every purchase.</summary>
internal sealed class PurchaseList : IPurchaseLog
{
    private readonly ConcurrentQueue<Purchase> _all = new();

    public IReadOnlyCollection<Purchase> All => _all;

    public void Add(Purchase purchase) => _all.Enqueue(purchase);
}
