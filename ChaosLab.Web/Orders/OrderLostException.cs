namespace ChaosLab.Web.Orders;

/// <summary>An order that was written is gone: the database lost its data underneath.</summary>
internal sealed class OrderLostException(Guid id) : Exception($"Order {id} was written and is no longer in the database.");
