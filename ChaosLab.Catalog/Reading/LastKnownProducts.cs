using System.Text.Json;
using ChaosLab.Catalog.Products;
using Microsoft.Extensions.Options;

namespace ChaosLab.Catalog.Reading;

/// <summary>All products as Postgres last told them: what every question is answered from while Postgres is away.</summary>
internal sealed class LastKnownProducts(SharedCopies shared, IOptions<CatalogOptions> options)
{
    private const string Key = "catalog:last-known";
    private Product[]? products;

    /// <summary>Keeps them in this process, and in Redis for others and for the next start.</summary>
    public void Keep(IReadOnlyList<Product> all)
    {
        Product[] kept = [.. all];
        Volatile.Write(ref products, kept);
        shared.Keep(Key, JsonSerializer.SerializeToUtf8Bytes(kept, CatalogJson.Default.ProductArray), options.Value.StaleFor);
    }

    /// <summary>The products, or null when neither this process nor Redis knows any.</summary>
    public async ValueTask<IReadOnlyList<Product>?> FindAsync()
    {
        if (Volatile.Read(ref products) is { } known)
            return known;

        if (await shared.FindAsync(Key) is not { } copy || Read(copy) is not { } found)
            return null;

        return Interlocked.CompareExchange(ref products, found, null) ?? found;
    }

    private static Product[]? Read(byte[] copy)
    {
        try
        {
            return JsonSerializer.Deserialize(copy, CatalogJson.Default.ProductArray);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
