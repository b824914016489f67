using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.EmbeddedHost.Model;

/// <summary>A Postgres server and its databases as Aspire.Hosting.PostgreSQL declares them.</summary>
public sealed class PostgresModelTests
{
    private readonly IDistributedApplicationBuilder _builder = Given.Builder("--Parameters:postgres-password=p@ss");

    [Fact]
    public async Task A_databases_users_get_connection_string_and_parts()
    {
        var server = _builder.AddPostgres("postgres");
        var database = server.AddDatabase("ordersdb", "orders");
        var web = _builder.Project("web").WithReference(database);
        Given.Allocate(server.Resource);

        var environment = await Given.EnvironmentOf(web.Resource);

        environment["ConnectionStrings__ordersdb"].ShouldBe("Host=localhost;Port=7001;Username=postgres;Password=p@ss;Database=orders");
        environment["ORDERSDB_HOST"].ShouldBe("localhost");
        environment["ORDERSDB_PORT"].ShouldBe("7001");
        environment["ORDERSDB_USERNAME"].ShouldBe("postgres");
        environment["ORDERSDB_PASSWORD"].ShouldBe("p@ss");
        environment["ORDERSDB_URI"].ShouldBe("postgresql://postgres:p%40ss@localhost:7001/orders");
        environment["ORDERSDB_JDBCCONNECTIONSTRING"].ShouldBe("jdbc:postgresql://localhost:7001/orders");
        environment["ORDERSDB_DATABASENAME"].ShouldBe("orders");
    }

    [Fact]
    public async Task The_server_itself_has_no_database_in_its_connection_string()
    {
        var server = _builder.AddPostgres("postgres");
        Given.Allocate(server.Resource);

        (await server.Resource.GetConnectionStringAsync()).ShouldBe("Host=localhost;Port=7001;Username=postgres;Password=p@ss");
    }

    [Fact]
    public async Task The_container_gets_user_and_password_by_environment()
    {
        var server = _builder.AddPostgres("postgres");

        (await Given.EnvironmentOf(server.Resource)).ShouldBe(new Dictionary<string, string?>
        {
            ["POSTGRES_HOST_AUTH_METHOD"] = "scram-sha-256",
            ["POSTGRES_INITDB_ARGS"] = "--auth-host=scram-sha-256 --auth-local=scram-sha-256",
            ["POSTGRES_USER"] = "postgres",
            ["POSTGRES_PASSWORD"] = "p@ss",
        });
    }

    [Theory]
    [InlineData("18.3", "/var/lib/postgresql")]
    [InlineData("17-alpine", "/var/lib/postgresql/data")]
    [InlineData("latest", "/var/lib/postgresql/data")]
    public void The_data_is_where_the_images_version_has_it(string tag, string target)
    {
        var server = _builder.AddPostgres("postgres").WithImageTag(tag).WithDataVolume();

        server.Resource.Annotations.OfType<ContainerMountAnnotation>().ShouldHaveSingleItem().Target.ShouldBe(target);
    }

    [Fact]
    public void Who_waits_for_a_database_waits_for_its_server_too()
    {
        var server = _builder.AddPostgres("postgres");
        var database = server.AddDatabase("ordersdb");
        var web = _builder.Project("web").WaitFor(database);

        web.Resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource).ShouldBe([server.Resource, database.Resource], ignoreOrder: true);
    }
}
