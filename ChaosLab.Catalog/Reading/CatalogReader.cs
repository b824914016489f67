using ChaosLab.Catalog.Products;
using ChaosLab.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace ChaosLab.Catalog.Reading;

/// <summary>Answers from the nearest copy: this process, Redis, Postgres; and from the last known products when Postgres is away.</summary>
internal sealed class CatalogReader(
    LocalCopies local,
    SharedCopies shared,
    ProductStore store,
    LastKnownProducts lastKnown,
    IOptions<CatalogOptions> options)
{
    private readonly SingleFlight<Page> flights = new();

    /// <summary>The answer to a question.</summary>
    /// <exception cref="DependencyException">Postgres is away, and nothing is known.</exception>
    public ValueTask<Page> ReadAsync(CatalogQuery query, CancellationToken cancellationToken) =>
        local.TryFind(query.CacheKey, out var page)
            ? new(page)
            : new(flights.RunAsync(query.CacheKey, () => LoadAsync(query)).WaitAsync(cancellationToken));

    private async Task<Page> LoadAsync(CatalogQuery query)
    {
        var page = await shared.FindAsync(query.CacheKey) is { } copy
            ? new Page(copy, PageOrigin.Hit)
            : await LoadFromStoreAsync(query);
        local.Keep(query.CacheKey, page);
        return page;
    }

    private async Task<Page> LoadFromStoreAsync(CatalogQuery query)
    {
        try
        {
            var products = await store.ReadAsync(query);
            if (query is CatalogQuery.Everything)
                lastKnown.Keep(products);

            var body = query.Render(products);
            if (body is not null)
                shared.Keep(query.CacheKey, body, options.Value.FreshFor);
            return new(body, PageOrigin.Miss);
        }
        catch (DependencyException) when (options.Value.ServeStale)
        {
            if (await lastKnown.FindAsync() is not { } all)
                throw;
            return new(query.Render(query.Among(all)), PageOrigin.Stale);
        }
    }
}
