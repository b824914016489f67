namespace ChaosLab.ChaosController.Ledger;

/// <summary>What analytics has counted of a run's orders.</summary>
/// <param name="ById">Each order of which it counted something, by its id, however that is written.</param>
/// <param name="Since">
/// It tells of every newer event that it counted, and began to count before the event; of older ones it may have forgotten some, or
/// never have seen them. Null when it has not read the stream since it was started.
/// </param>
/// <param name="UpTo">The time of the newest event that it has counted; null before its first.</param>
internal sealed record CountedOrders(IReadOnlyDictionary<string, CountedOrder> ById, DateTimeOffset? Since, DateTimeOffset? UpTo)
{
    public CountedOrder Of(string order) => ById.GetValueOrDefault(order, CountedOrder.None);
}
