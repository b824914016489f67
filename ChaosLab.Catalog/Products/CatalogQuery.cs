using System.Text.Json;

namespace ChaosLab.Catalog.Products;

/// <summary>A question to the catalog, independent of who answers it.</summary>
internal abstract record CatalogQuery
{
    /// <summary>The name of its answer in the caches.</summary>
    public abstract string CacheKey { get; }

    /// <summary>The answer's JSON; null when there is none (404).</summary>
    /// <param name="products">What a store found for this question.</param>
    public abstract byte[]? Render(IReadOnlyList<Product> products);

    /// <summary>Finds the answer among all products, as the database would.</summary>
    public abstract IReadOnlyList<Product> Among(IReadOnlyList<Product> all);

    /// <summary>Every product.</summary>
    public sealed record Everything : CatalogQuery
    {
        public override string CacheKey => "catalog:products";

        public override byte[] Render(IReadOnlyList<Product> products) =>
            JsonSerializer.SerializeToUtf8Bytes(new([.. products]), CatalogJson.Default.ProductList);

        public override IReadOnlyList<Product> Among(IReadOnlyList<Product> all) => all;
    }

    /// <summary>One product.</summary>
    public sealed record One(string Id) : CatalogQuery
    {
        public override string CacheKey { get; } = "catalog:product:" + Id;

        public override byte[]? Render(IReadOnlyList<Product> products) =>
            products is [var product] ? JsonSerializer.SerializeToUtf8Bytes(product, CatalogJson.Default.Product) : null;

        public override IReadOnlyList<Product> Among(IReadOnlyList<Product> all) => [.. all.Where(product => product.Id == Id)];
    }

    /// <summary>Products whose name or description contains the text, in any case.</summary>
    public sealed record Search(string Text) : CatalogQuery
    {
        /// <summary>More matches than this are not shown.</summary>
        public const int Limit = 50;

        public override string CacheKey { get; } = "catalog:search:" + Text;

        public override byte[] Render(IReadOnlyList<Product> products) =>
            JsonSerializer.SerializeToUtf8Bytes(new(Text, [.. products]), CatalogJson.Default.SearchResults);

        public override IReadOnlyList<Product> Among(IReadOnlyList<Product> all) =>
            [.. all.Where(product => Has(product.Name) || Has(product.Description)).Take(Limit)];

        private bool Has(string field) => field.Contains(Text, StringComparison.OrdinalIgnoreCase);
    }
}
