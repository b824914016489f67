using ChaosLab.ChaosController.Bridge;

namespace ChaosLab.ChaosController.Ledger;

/// <summary>Reads the shop's three books: orders in Postgres, payment's ledger, what analytics has counted.</summary>
/// <param name="ordersDatabase">The connection string of the orders database; null or empty when it is not configured.</param>
/// <param name="addressOf">Finds the HTTP address of a resource; throws <see cref="BridgeException"/> when the AppHost does not answer.</param>
internal sealed class BooksReader(string? ordersDatabase, Func<string, CancellationToken, Task<Uri?>> addressOf) : IDisposable
{
    /// <summary>The most orders, and the most entries, of one run.</summary>
    private const int Limit = PurchaseHistory.StandardLimit;

    private readonly ServiceBooks _services = new(addressOf);

    /// <summary>The reader of the lab that the bridge belongs to; the database is <c>ConnectionStrings:ordersdb</c>.</summary>
    public static BooksReader Of(IConfiguration configuration, BridgeClient bridge)
        => new(configuration.GetConnectionString("ordersdb"), async (resource, ct) =>
        {
            var found = (await bridge.GetResourcesAsync(ct)).FirstOrDefault(r => r.Name == resource);
            return found?.Endpoints.FirstOrDefault(e => e.Name == "http") is { } endpoint ? new Uri(endpoint.Url) : null;
        });

    /// <summary>Reads what belongs to one run.</summary>
    /// <param name="keyPrefix">What all its keys begin with, and, if the customers are the run's own, their names; not empty.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <exception cref="BookUnreadableException">A book cannot be read; the message says which, why, and what to do.</exception>
    public async Task<ShopBooks> ReadAsync(string keyPrefix, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(keyPrefix);
        if (string.IsNullOrEmpty(ordersDatabase))
        {
            throw new BookUnreadableException("The orders in Postgres", "ConnectionStrings:ordersdb is not set. The AppHost sets it; start the lab with ./lab up.");
        }

        // The orders first: they tell which entries are the run's. What comes in between makes the books differ; a second reading tells.
        var orders = await new OrdersBook(ordersDatabase).ReadAsync(keyPrefix, Limit, ct);
        var entries = await _services.EntriesAsync(orders.Select(o => o.Id).ToHashSet(StringComparer.Ordinal), keyPrefix, Limit, ct);
        var counted = await _services.CountedAsync(orders.Select(o => Guid.Parse(o.Id)).ToHashSet(), ct);
        return new ShopBooks(orders, entries, counted);
    }

    public void Dispose() => _services.Dispose();
}
