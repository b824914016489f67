using System.Text.Json;
using System.Text.Json.Serialization;
using ChaosLab.Catalog.Products;

namespace ChaosLab.Catalog;

/// <summary>How the catalog writes JSON.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Product))]
[JsonSerializable(typeof(Product[]))]
[JsonSerializable(typeof(ProductList))]
[JsonSerializable(typeof(SearchResults))]
[JsonSerializable(typeof(CatalogUnavailable))]
internal sealed partial class CatalogJson : JsonSerializerContext;

/// <summary>The body of <c>GET /products</c>.</summary>
internal sealed record ProductList(Product[] Products);

/// <summary>The body of <c>GET /search</c>.</summary>
internal sealed record SearchResults(string Query, Product[] Results);

/// <summary>The body of the 503 when neither a store nor a copy can answer.</summary>
internal sealed record CatalogUnavailable(string Error, string Dependency);
