namespace ChaosLab.Hosting.Infrastructure.Postgres;

/// <summary>A database of a <see cref="PostgresProcessResource"/>.</summary>
public sealed class PostgresProcessDatabaseResource : Resource, IResourceWithConnectionString, IResourceWithParent<PostgresProcessResource>
{
    internal PostgresProcessDatabaseResource(string name, string databaseName, PostgresProcessResource parent) : base(name)
    {
        DatabaseName = databaseName;
        Parent = parent;
    }

    /// <inheritdoc />
    public PostgresProcessResource Parent { get; }

    /// <summary>The name of the database on the server.</summary>
    public string DatabaseName { get; }

    /// <inheritdoc />
    public ReferenceExpression ConnectionStringExpression
        => ReferenceExpression.Create($"{Parent.ConnectionString};Database={DatabaseName}");
}
