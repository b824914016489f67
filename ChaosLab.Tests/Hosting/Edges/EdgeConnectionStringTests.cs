using System.Data.Common;
using ChaosLab.Hosting.Edges;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Edges;

public sealed class EdgeConnectionStringTests
{
    [Theory]
    [InlineData("127.0.0.1:6379,password=a,b", "127.0.0.1:7000,password=a,b")]
    [InlineData("localhost:6379", "127.0.0.1:7000")]
    [InlineData("cache,ssl=true", "127.0.0.1:7000,ssl=true")]
    public void Redis_keeps_all_but_the_address(string own, string through)
        => EdgeConnectionString.Through(EdgeProtocol.Redis, own, 7000).ShouldBe(through);

    [Fact]
    public void Postgres_keeps_all_but_the_address()
    {
        var parts = new DbConnectionStringBuilder
        {
            ConnectionString = EdgeConnectionString.Through(
                EdgeProtocol.Postgres, "Host=localhost;Port=5432;Username=u;Password=\"p;w'd\";Database=ordersdb", 7000),
        };

        parts["host"].ShouldBe("127.0.0.1");
        parts["port"].ShouldBe("7000");
        parts["password"].ShouldBe("p;w'd");
        parts["database"].ShouldBe("ordersdb");
    }
}
