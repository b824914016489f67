using ChaosLab.Hosting.Infrastructure;
using ChaosLab.Hosting.Infrastructure.Redis;
using ChaosLab.Hosting.Resources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChaosLab.Hosting;

/// <summary>Adds Redis, as a container or as a program of this machine.</summary>
public static class LabRedisExtensions
{
    /// <summary>Adds a Redis that keeps its data over a restart.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="port">Its port; null means a free one.</param>
    public static IResourceBuilder<IResourceWithConnectionString> AddLabRedis(
        this IDistributedApplicationBuilder builder, string name, int? port = null)
    {
        var lab = builder.Lab();
        var chosen = port ?? lab.Ports.Next();
        return lab.Infrastructure.Programs is { } programs
            ? AddProcess(builder, lab, name, chosen, programs.Redis!)
            : AddContainer(builder, lab, name, chosen);
    }

    private static IResourceBuilder<RedisProcessResource> AddProcess(
        IDistributedApplicationBuilder builder, LabResource lab, string name, int port, string program)
    {
        var directory = lab.DataDirectoryOf(name);
        var password = PrivateFile.Secret(Path.Combine(directory, "password"));
        var configuration = Path.Combine(directory, "redis.conf");
        var redis = new RedisProcessResource(name, program, directory, port, password);

        var check = $"{name}_ping_check";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            check, _ => new RedisHealthCheck(new RedisPing("127.0.0.1", port, password, Tls: false)), null, null));

        return builder.AddResource(redis)
            .WithArgs(configuration)
            .WithEndpoint(port: port, scheme: "tcp", name: RedisProcessResource.EndpointName, isProxied: false)
            .WithHealthCheck(check)
            .OnBeforeResourceStarted((_, _, _) =>
            {
                RemovedData.Finish(directory);
                if (!RedisProcessResource.DataOf(directory).Any(Path.Exists)) StoreMarker.Write(directory, StoreMarker.Of(lab, name));
                PrivateFile.Write(configuration, RedisConfiguration.Write(port, password, directory));
                return Task.CompletedTask;
            });
    }

    private static IResourceBuilder<RedisResource> AddContainer(
        IDistributedApplicationBuilder builder, LabResource lab, string name, int port)
    {
        var redis = builder.AddRedis(name, port)
            .WithEndpoint("tcp", endpoint => endpoint.IsProxied = false, createIfNotExists: false)
            .WithVolume(lab.VolumeOf(name), "/data")
            .WithArgs(context =>
            {
                // The integration starts Redis by one shell line; it lacks that Redis takes the shell's place, so that
                // signals reach it, and that data is kept over a restart.
                if (context.Args.Count > 0 && context.Args[^1] is string line && line.StartsWith("redis-server", StringComparison.Ordinal))
                {
                    context.Args[^1] = "exec " + line + " --dir /data --appendonly yes --appendfsync everysec --maxmemory 256mb --maxmemory-policy volatile-lru";
                }
            });
        return lab.Options.RedisImage is { } image ? redis.WithLabImage(image) : redis;
    }
}
