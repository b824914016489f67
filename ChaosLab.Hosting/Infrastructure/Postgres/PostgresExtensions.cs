using ChaosLab.Hosting.Infrastructure;
using ChaosLab.Hosting.Infrastructure.Postgres;
using ChaosLab.Hosting.Resources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace ChaosLab.Hosting;

/// <summary>Adds Postgres, as a container or as a program of this machine.</summary>
public static class LabPostgresExtensions
{
    // Images differ in where they keep data; told a place of ours, they all use it.
    private const string ContainerHome = "/var/lib/chaoslab";

    /// <summary>Adds a Postgres server that keeps its data over a restart.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="port">Its port; null means a free one.</param>
    public static IResourceBuilder<IResourceWithConnectionString> AddLabPostgres(
        this IDistributedApplicationBuilder builder, string name, int? port = null)
    {
        var lab = builder.Lab();
        var chosen = port ?? lab.Ports.Next();
        return lab.Infrastructure.Programs is { } programs
            ? AddProcess(builder, lab, name, chosen, programs)
            : AddContainer(builder, lab, name, chosen);
    }

    /// <summary>Adds a database to a server of <see cref="AddLabPostgres"/>; it is created when the server is ready.</summary>
    /// <param name="server">The server.</param>
    /// <param name="name">The name of resource, connection string and database.</param>
    public static IResourceBuilder<IResourceWithConnectionString> AddLabDatabase(
        this IResourceBuilder<IResourceWithConnectionString> server, string name)
    {
        switch (server.Resource)
        {
            case PostgresProcessResource process:
                var database = new PostgresProcessDatabaseResource(name, name, process);
                process.Add(database);
                return server.ApplicationBuilder.AddResource(database);
            case PostgresServerResource container:
                return server.ApplicationBuilder.CreateResourceBuilder(container).AddDatabase(name);
            default:
                throw new ArgumentException($"'{server.Resource.Name}' is no Postgres server.", nameof(server));
        }
    }

    private static IResourceBuilder<PostgresProcessResource> AddProcess(
        IDistributedApplicationBuilder builder, LabResource lab, string name, int port, LocalPrograms programs)
    {
        var passwordFile = Path.Combine(lab.DataDirectoryOf(name + "-secret"), "password");
        var user = new PostgresUser(programs.ChangeUser);
        var cluster = PostgresCluster.Locate(Path.Combine(lab.Directories.Data, name), user, programs.InitDb);
        var (command, arguments) = user.Run(programs.Postgres!);
        var server = new PostgresProcessResource(name, command, cluster, port, PrivateFile.Secret(passwordFile));

        var check = $"{name}_select_check";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            check, _ => new PostgresHealthCheck(server.ConnectionString), null, null));

        return builder.AddResource(server)
            .WithArgs([.. arguments, .. PostgresArguments.Server(cluster.Data, port)])
            .WithEndpoint(port: port, scheme: "tcp", name: PostgresProcessResource.EndpointName, isProxied: false)
            .WithHealthCheck(check)
            .OnBeforeResourceStarted(async (_, starting, ct) =>
            {
                if (cluster.MovedFrom is { } unreachable)
                {
                    LoggerOf(starting.Services, server).LogWarning(
                        "The user of Postgres cannot reach {Wanted}; its data is in {Data}", unreachable, cluster.Data);
                }

                await cluster.PrepareAsync(passwordFile, StoreMarker.Of(lab, name), ct);
            })
            .OnResourceReady((_, ready, ct) => PostgresDatabases.CreateMissingAsync(PostgresServer.Of(server), LoggerOf(ready.Services, server), ct));
    }

    private static IResourceBuilder<PostgresServerResource> AddContainer(
        IDistributedApplicationBuilder builder, LabResource lab, string name, int port)
    {
        var postgres = builder.AddPostgres(name, port: port)
            .WithEndpoint("tcp", endpoint => endpoint.IsProxied = false, createIfNotExists: false)
            .WithEnvironment("PGDATA", ContainerHome + "/data")
            .WithVolume(lab.VolumeOf(name), ContainerHome)
            // Fast shutdown, also where the image does not say so: Postgres would wait for its clients on SIGTERM.
            .WithContainerRuntimeArgs("--stop-signal", "SIGINT")
            .WithArgs([.. PostgresArguments.Settings]);
        return lab.Options.PostgresImage is { } image ? postgres.WithLabImage(image) : postgres;
    }

    private static ILogger LoggerOf(IServiceProvider services, IResource resource)
        => services.GetRequiredService<ResourceLoggerService>().GetLogger(resource);
}
