using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.EmbeddedHost.Model;

/// <summary>Endpoints and references to them.</summary>
public sealed class EndpointModelTests
{
    private readonly IDistributedApplicationBuilder _builder = Given.Builder();

    [Fact]
    public void Without_a_proxy_one_port_stands_for_both()
    {
        var web = _builder.Project("web").WithHttpEndpoint(port: 5001, isProxied: false);

        var endpoint = web.GetEndpoint("http").EndpointAnnotation;

        endpoint.TargetPort.ShouldBe(5001);
        web.WithEndpoint("http", changed => changed.TargetPort = null);
        endpoint.TargetPort.ShouldBeNull();
    }

    [Fact]
    public void An_endpoint_that_is_declared_again_is_changed()
    {
        var web = _builder.Project("web").WithHttpEndpoint(port: 5001).WithHttpEndpoint(targetPort: 80);

        var endpoint = web.Resource.Annotations.OfType<EndpointAnnotation>().ShouldHaveSingleItem();
        (endpoint.Port, endpoint.TargetPort).ShouldBe((5001, 80));
    }

    [Fact]
    public async Task A_value_waits_for_the_address()
    {
        var web = _builder.Project("web").WithHttpEndpoint();
        var url = web.GetEndpoint("http").GetValueAsync().AsTask();

        url.IsCompleted.ShouldBeFalse();
        Given.Allocate(web.Resource);

        (await url.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe("http://localhost:7001");
    }

    [Fact]
    public async Task The_parts_are_those_of_the_address()
    {
        var web = _builder.Project("web").WithHttpEndpoint(targetPort: 8080);
        Given.Allocate(web.Resource);
        var endpoint = web.GetEndpoint("http");

        (await endpoint.Property(EndpointProperty.Port).GetValueAsync()).ShouldBe("7001");
        (await endpoint.Property(EndpointProperty.TargetPort).GetValueAsync()).ShouldBe("8080");
        (await endpoint.Property(EndpointProperty.HostAndPort).GetValueAsync()).ShouldBe("localhost:7001");
        (await endpoint.Property(EndpointProperty.IPV4Host).GetValueAsync()).ShouldBe("127.0.0.1");
        (await endpoint.Property(EndpointProperty.TlsEnabled).GetValueAsync()).ShouldBe("False");
        (await endpoint.GetTlsValue(ReferenceExpression.Create($"yes"), ReferenceExpression.Create($"no")).GetValueAsync(CancellationToken.None)).ShouldBe("no");
    }

    [Fact]
    public async Task The_variable_named_for_the_port_gets_the_target_port()
    {
        var program = _builder.AddExecutable("program", "true", ".").WithHttpEndpoint(env: "PORT");
        Given.Allocate(program.Resource);

        (await Given.EnvironmentOf(program.Resource))["PORT"].ShouldBe("7001");
    }

    [Fact]
    public void An_unknown_endpoint_is_named()
        => Should.Throw<InvalidOperationException>(() => _builder.Project("web").GetEndpoint("grpc").Url).Message.ShouldContain("`grpc`");

    [Fact]
    public void A_health_check_needs_its_endpoint()
    {
        var web = _builder.Project("web");

        Should.Throw<DistributedApplicationException>(() => web.WithHttpHealthCheck("/health")).Message.ShouldContain("https, http");

        web.WithHttpEndpoint().WithHttpHealthCheck("/health");
        web.Resource.Annotations.OfType<HealthCheckAnnotation>().ShouldHaveSingleItem().Key.ShouldBe("web_http_/health_200_check");
    }
}
