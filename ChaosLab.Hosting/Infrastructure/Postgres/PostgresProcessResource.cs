using System.Globalization;

namespace ChaosLab.Hosting.Infrastructure.Postgres;

/// <summary>Postgres as a program of this machine.</summary>
public sealed class PostgresProcessResource : ExecutableResource, IResourceWithConnectionString
{
    internal const string EndpointName = "tcp";
    internal const string UserName = "postgres";

    private readonly List<PostgresProcessDatabaseResource> _databases = [];

    internal PostgresProcessResource(string name, string command, PostgresCluster cluster, int port, string password)
        : base(name, command, Path.GetPathRoot(Path.GetTempPath())!)
    {
        Cluster = cluster;
        Port = port;
        Password = password;
    }

    /// <summary>Where it listens.</summary>
    public EndpointReference PrimaryEndpoint => new(this, EndpointName);

    /// <inheritdoc />
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{ConnectionString}");

    /// <summary>Its databases.</summary>
    public IReadOnlyList<PostgresProcessDatabaseResource> Databases => _databases;

    internal string ConnectionString
        => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username={UserName};Password={Password}");

    internal PostgresCluster Cluster { get; }

    internal int Port { get; }

    internal string Password { get; }

    internal void Add(PostgresProcessDatabaseResource database) => _databases.Add(database);
}
