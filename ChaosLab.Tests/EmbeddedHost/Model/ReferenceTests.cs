using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.EmbeddedHost.Model;

/// <summary>The variables that <c>WithReference</c> sets, as Aspire sets them.</summary>
public sealed class ReferenceTests
{
    private readonly IDistributedApplicationBuilder _builder = Given.Builder();

    [Fact]
    public async Task A_service_is_found_by_scheme_and_by_endpoint_name()
    {
        var source = _builder.Project("web-two").WithHttpEndpoint(name: "http").WithEndpoint(scheme: "tcp", name: "smtp").WithHttpEndpoint(name: "admin");
        var caller = _builder.Project("caller").WithReference(source);
        Given.Allocate(source.Resource);

        var environment = await Given.EnvironmentOf(caller.Resource);

        environment["services__web-two__http__0"].ShouldBe("http://localhost:7001");
        environment["services__web-two__smtp__0"].ShouldBe("tcp://localhost:7002");
        environment["services__web-two__admin__0"].ShouldBe("http://localhost:7003");
        environment["WEB_TWO_HTTP"].ShouldBe("http://localhost:7001");
        environment["WEB_TWO_SMTP"].ShouldBe("tcp://localhost:7002");
        environment["WEB_TWO_ADMIN"].ShouldBe("http://localhost:7003");
    }

    [Fact]
    public async Task One_endpoint_is_referred_to_once_however_often_it_is_named()
    {
        var source = _builder.Project("payment").WithHttpEndpoint().WithHttpEndpoint(name: "admin");
        var caller = _builder.Project("web").WithReference(source.GetEndpoint("http")).WithReference(source.GetEndpoint("http"));
        Given.Allocate(source.Resource);

        var environment = await Given.EnvironmentOf(caller.Resource);

        environment.Keys.Where(key => key.StartsWith("services__", StringComparison.Ordinal)).ShouldBe(["services__payment__http__0"]);
        environment.ShouldNotContainKey("PAYMENT_ADMIN");
    }

    [Fact]
    public async Task A_container_sees_the_addresses_of_its_network()
    {
        var source = _builder.Project("payment").WithHttpEndpoint();
        var caller = _builder.AddContainer("gateway", "haproxy").WithReference(source);
        Given.Allocate(source.Resource);

        (await Given.EnvironmentOf(caller.Resource))["services__payment__http__0"].ShouldBe("http://payment.dev.internal:17001");
    }

    [Fact]
    public async Task Flags_narrow_what_is_set()
    {
        var source = _builder.Project("payment").WithHttpEndpoint();
        var caller = _builder.Project("web").WithReference(source).WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ServiceDiscovery);
        Given.Allocate(source.Resource);

        (await Given.EnvironmentOf(caller.Resource)).Keys.ShouldBe(["services__payment__http__0"]);
    }

    [Fact]
    public async Task An_address_from_outside_has_the_default_endpoint()
    {
        var caller = _builder.Project("web").WithReference("mail-gate", new Uri("https://mail.example"));

        var environment = await Given.EnvironmentOf(caller.Resource);

        environment["services__mail-gate__default__0"].ShouldBe("https://mail.example/");
        environment["mail_gate"].ShouldBe("https://mail.example/");
    }

    [Fact]
    public async Task A_missing_connection_string_is_named_unless_it_is_optional()
    {
        var empty = _builder.AddResource(new ConnectionStringResource("empty", ReferenceExpression.Empty));
        var needy = _builder.Project("needy").WithReference(empty);
        var easy = _builder.Project("easy").WithReference(empty, connectionName: "other", optional: true);

        (await Should.ThrowAsync<DistributedApplicationException>(() => Given.EnvironmentOf(needy.Resource))).Message.ShouldContain("'empty'");
        (await Given.EnvironmentOf(easy.Resource))["ConnectionStrings__other"].ShouldBeNull();
    }

    [Fact]
    public void A_reference_is_a_relation()
    {
        var cache = _builder.AddRedis("cache");
        var caller = _builder.Project("web").WithReference(cache).WithEnvironment("ADDRESS", $"{cache.GetEndpoint("tcp")}/0");

        caller.Resource.Annotations.OfType<ResourceRelationshipAnnotation>().ShouldHaveSingleItem().Resource.ShouldBe(cache.Resource);
    }
}
