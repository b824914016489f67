using ChaosLab.Hosting.Bridge;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Bridge;

public sealed class EnvironmentMaskTests
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("Lab__Token", "anything", "***")]
    [InlineData("POSTGRES_PASSWORD", "abc", "***")]
    [InlineData("AWS_SECRET_ACCESS_KEY", "abc", "***")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "x-otlp-api-key=abc", "***")]
    [InlineData("ConnectionStrings__ordersdb", "Host=localhost;Port=5432;Username=shop;Password=s3cret!,x", "Host=localhost;Port=5432;Username=shop;Password=***")]
    [InlineData("ConnectionStrings__ordersdb", "Host=localhost;Password=\"a;b\"\"c\";Database=orders", "Host=localhost;Password=***;Database=orders")]
    [InlineData("ConnectionStrings__ordersdb", "Host=localhost;Pwd='a;b';Database=orders", "Host=localhost;Pwd=***;Database=orders")]
    [InlineData("ConnectionStrings__cache", "localhost:6379,password=s3cret,ssl=true", "localhost:6379,password=***,ssl=true")]
    [InlineData("ConnectionStrings__cache", "localhost:6379,password=s3,cret", "localhost:6379,password=***")]
    [InlineData("ORDERSDB_URI", "postgresql://shop:s3cr@t@localhost:5432/orders", "postgresql://shop:***@localhost:5432/orders")]
    [InlineData("ORDERSDB_JDBC", "jdbc:postgresql://localhost/orders?user=shop&password=s3cret&ssl=true", "jdbc:postgresql://localhost/orders?user=shop&password=***&ssl=true")]
    [InlineData("SOMETHING", $"before {Token} after {Token}", "before *** after ***")]
    public void Secrets_are_masked(string name, string value, string expected)
    {
        var masked = EnvironmentMask.Apply([(name, value)], [Token]).ShouldHaveSingleItem();

        (masked.Value, masked.Masked).ShouldBe((expected, true));
    }

    [Theory]
    [InlineData("Lab__Profile", "resilient")]
    [InlineData("ASPNETCORE_URLS", "http://localhost:5000")]
    [InlineData("services__payment__http__0", "http://localhost:18010")]
    [InlineData("ConnectionStrings__cache", "localhost:6379")]
    [InlineData("EMPTY", "")]
    [InlineData("NONE", null)]
    public void What_is_no_secret_stays(string name, string? value)
    {
        var kept = EnvironmentMask.Apply([(name, value)], [Token]).ShouldHaveSingleItem();

        (kept.Value, kept.Masked).ShouldBe((value, false));
    }

    [Fact]
    public void A_password_with_a_variable_of_its_own_is_masked_wherever_it_stands()
    {
        var masked = EnvironmentMask.Apply([("DB_PASSWORD", "hunter22"), ("DB_LINE", "shop hunter22 localhost")], []);

        masked.Select(variable => (variable.Name, variable.Value)).ShouldBe([("DB_LINE", "shop *** localhost"), ("DB_PASSWORD", "***")]);
    }
}
