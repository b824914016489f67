using ChaosLab.ServiceDefaults;
using Dapper;
using Npgsql;

namespace ChaosLab.Catalog.Products;

/// <summary>The truth: products in Postgres.</summary>
internal sealed class ProductStore(
    NpgsqlDataSource database,
    CatalogSchema schema,
    [FromKeyedServices(ProductStore.Dependency)] Dependency postgres)
{
    /// <summary>The dependency's name, as <c>/health</c> and the answers show it.</summary>
    public const string Dependency = "postgres";

    private const string Select = "SELECT id, name, price, description FROM products ";

    /// <summary>What Postgres answers.</summary>
    /// <exception cref="DependencyException">It does not, or not in time.</exception>
    public async Task<IReadOnlyList<Product>> ReadAsync(CatalogQuery query, CancellationToken cancellationToken = default) =>
        await postgres.CallAsync("read products", attempt => QueryAsync(query, attempt), idempotent: true, cancellationToken);

    private async ValueTask<IReadOnlyList<Product>> QueryAsync(CatalogQuery query, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            return [.. await connection.QueryAsync<Product>(Command(query, cancellationToken))];
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            schema.Restore();
            throw;
        }
    }

    private static CommandDefinition Command(CatalogQuery query, CancellationToken cancellationToken) => query switch
    {
        CatalogQuery.One one => new(Select + "WHERE id = @Id", new { one.Id }, cancellationToken: cancellationToken),
        CatalogQuery.Search search => new(
            Select + "WHERE name ILIKE @Pattern OR description ILIKE @Pattern ORDER BY name, id LIMIT @Limit",
            new { Pattern = LikePattern.Containing(search.Text), CatalogQuery.Search.Limit }, cancellationToken: cancellationToken),
        _ => new(Select + "ORDER BY name, id", cancellationToken: cancellationToken),
    };
}
