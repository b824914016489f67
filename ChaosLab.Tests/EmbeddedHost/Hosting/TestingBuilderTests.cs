using Aspire.Hosting;
using Aspire.Hosting.Testing;
using ChaosLab.EmbeddedHost.Guard;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.EmbeddedHost.Hosting;

public sealed class TestingBuilderTests
{
    [Fact]
    public async Task An_entry_point_that_builds_nothing_is_an_error()
    {
        var error = await Should.ThrowAsync<InvalidOperationException>(() => DistributedApplicationTestingBuilder.CreateAsync(typeof(GuardProgram)));
        error.Message.ShouldContain("without building an application");
    }

    [Fact]
    public void The_defaults_of_a_test_are_in_the_configuration()
    {
        using var builder = DistributedApplicationTestingBuilder.Create("--Lab:Name=mine");

        builder.Configuration["DcpPublisher:RandomizePorts"].ShouldBe("true");
        builder.Configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"].ShouldBe("http://localhost:4317");
        builder.Configuration["Lab:Name"].ShouldBe("mine");
        builder.ExecutionContext.IsRunMode.ShouldBeTrue();
    }

    [Fact]
    public async Task A_builder_that_is_not_built_can_be_disposed()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        builder.AddExecutable("never", "sleep", "/", "1");
    }
}
