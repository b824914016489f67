using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.EmbeddedHost.Model;

/// <summary>A Redis server as Aspire.Hosting.Redis declares it.</summary>
public sealed class RedisModelTests
{
    private readonly IDistributedApplicationBuilder _builder = Given.Builder("--Parameters:cache-password=s3cr+t");

    [Fact]
    public async Task Its_users_get_connection_string_and_parts()
    {
        var cache = _builder.AddRedis("cache");
        var web = _builder.Project("web").WithReference(cache);
        Given.Allocate(cache.Resource);

        var environment = await Given.EnvironmentOf(web.Resource);

        environment["ConnectionStrings__cache"].ShouldBe("localhost:7001,password=s3cr+t");
        environment["CACHE_HOST"].ShouldBe("localhost");
        environment["CACHE_PORT"].ShouldBe("7001");
        environment["CACHE_PASSWORD"].ShouldBe("s3cr+t");
        environment["CACHE_URI"].ShouldBe("redis://:s3cr%2Bt@localhost:7001");
    }

    [Fact]
    public async Task The_container_gets_its_password_by_environment()
    {
        var cache = _builder.AddRedis("cache").WithPersistence(TimeSpan.FromSeconds(10), 5);

        (await Given.EnvironmentOf(cache.Resource)).ShouldBe(new Dictionary<string, string?> { ["REDIS_PASSWORD"] = "s3cr+t" });
        (await Given.ArgumentsOf(cache.Resource)).ShouldBe(["-c", "redis-server --requirepass $REDIS_PASSWORD --save 10 5"]);
        cache.Resource.Entrypoint.ShouldBe("/bin/sh");
        cache.Resource.TryGetContainerImageName(out var image).ShouldBeTrue();
        image.ShouldBe("docker.io/library/redis:8.6");
    }

    [Fact]
    public async Task Without_a_password_none_is_asked_for()
    {
        var cache = _builder.AddRedis("cache").WithPassword(null);
        Given.Allocate(cache.Resource);

        (await cache.Resource.GetConnectionStringAsync()).ShouldBe("localhost:7001");
        (await Given.ArgumentsOf(cache.Resource)).ShouldBe(["-c", "redis-server"]);
    }

    [Fact]
    public void A_volume_turns_snapshots_on()
    {
        var cache = _builder.AddRedis("cache").WithDataVolume();

        cache.Resource.Annotations.OfType<ContainerMountAnnotation>().ShouldHaveSingleItem().Source!.ShouldEndWith("-cache-data");
        cache.Resource.HasAnnotationOfType<RedisPersistenceAnnotation>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_generated_password_has_no_special_characters()
    {
        var password = await Given.Builder().AddRedis("store").Resource.PasswordParameter!.GetValueAsync(CancellationToken.None);

        password!.Length.ShouldBe(22);
        password.ShouldAllBe(c => char.IsAsciiLetterOrDigit(c));
    }
}
