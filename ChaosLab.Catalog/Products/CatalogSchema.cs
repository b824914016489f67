using ChaosLab.ServiceDefaults.Stores;
using Npgsql;

namespace ChaosLab.Catalog.Products;

/// <summary>The table of products, and what it is filled with; until it exists, the service answers from copies if there are any.</summary>
internal sealed class CatalogSchema(NpgsqlDataSource database, TimeProvider time, ILogger<CatalogSchema> logger)
    : StoredSchema("the catalog", database, time, logger)
{
    // One instance creates, the others wait for it and find it done; the number is arbitrary but must be the same in all.
    private const string CreateSql = """
        SELECT pg_advisory_xact_lock(726170042);

        CREATE TABLE IF NOT EXISTS products (
            id          text PRIMARY KEY,
            name        text NOT NULL,
            price       numeric(12, 2) NOT NULL CHECK (price > 0),
            description text NOT NULL
        );
        """;

    private const string FillSql = """
        INSERT INTO products (id, name, price, description)
        SELECT * FROM unnest(@ids, @names, @prices, @descriptions)
        ON CONFLICT (id) DO NOTHING
        """;

    /// <inheritdoc />
    protected override async Task ApplyAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var create = new NpgsqlCommand(CreateSql, connection, transaction);
        await create.ExecuteNonQueryAsync(cancellationToken);

        await using var fill = new NpgsqlCommand(FillSql, connection, transaction);
        fill.Parameters.AddWithValue("ids", Column(product => product.Id));
        fill.Parameters.AddWithValue("names", Column(product => product.Name));
        fill.Parameters.AddWithValue("prices", Column(product => product.Price));
        fill.Parameters.AddWithValue("descriptions", Column(product => product.Description));
        await fill.ExecuteNonQueryAsync(cancellationToken);
    }

    private static T[] Column<T>(Func<Product, T> column) => [.. Assortment.Products.Select(column)];
}
