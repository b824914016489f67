using System.Security.Cryptography;
using ChaosLab.Hosting.Bridge;
using ChaosLab.Hosting.Commands;
using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Infrastructure;
using ChaosLab.Hosting.Infrastructure.Postgres;
using ChaosLab.Hosting.Options;
using ChaosLab.Hosting.Resources;
using ChaosLab.Hosting.Restoring;
using ChaosLab.Hosting.Starting;
using ChaosLab.Hosting.Supervision;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChaosLab.Hosting;

/// <summary>Makes an AppHost a chaos lab.</summary>
public static class ChaosLabExtensions
{
    /// <summary>Adds fault commands to every resource, supervision, restore and the control bridge.</summary>
    /// <param name="builder">The application; the settings are read from its configuration, section <c>Lab</c>.</param>
    /// <returns>The lab as a resource.</returns>
    /// <exception cref="ChaosLabException">The environment is not Development, a setting is wrong, a port is taken, the name is in use, or programs are missing.</exception>
    public static IResourceBuilder<LabResource> AddChaosLab(this IDistributedApplicationBuilder builder)
    {
        DevelopmentOnly.Require(builder.Environment);
        var options = ChaosLabOptionsReader.Read(builder.Configuration, RepositoryRoot.Of(builder.AppHostDirectory), builder.IsUnderTest());
        var infrastructure = InfrastructureSelection.Select(options);
        var held = LabLock.Take(options);
        PortCheck.Require(options);
        var lab = new LabResource(
            options, infrastructure, LabPorts.Claim(RandomNumberGenerator.GetInt32(int.MaxValue)), LabDirectories.Create(options),
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));

        AddServices(builder.Services, lab, held);
        builder.Eventing.Subscribe<BeforeStartEvent>(async (starting, ct) =>
        {
            // Now, so that resources added after this call get their commands and labels, too.
            foreach (var resource in starting.Services.GetRequiredService<ResourceMonitor>().Resources)
            {
                if (resource is ContainerResource container) lab.Label(container);
                LabCommands.AddTo(builder, resource);
                CatalogueCommands.AddTo(builder, resource, starting.Services.GetRequiredService<FaultCatalogue>());
            }

            await starting.Services.GetRequiredService<LabLifetime>().StartAsync(builder.AppHostDirectory, ct);
        });

        return builder.AddResource(lab).WithInitialState(new CustomResourceSnapshot
        {
            ResourceType = "ChaosLab",
            State = new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success),
            Properties = [new ResourcePropertySnapshot("chaoslab.profile", lab.ProfileName), new ResourcePropertySnapshot("chaoslab.infrastructure", infrastructure.Name)],
        });
    }

    /// <summary>Whether a test runs this application; failures are then the test's to tell.</summary>
    public static bool IsUnderTest(this IDistributedApplicationBuilder builder)
        => bool.TryParse(builder.Configuration["DcpPublisher:RandomizePorts"], out var random) && random;

    /// <summary>The lab of this application.</summary>
    /// <exception cref="InvalidOperationException"><see cref="AddChaosLab"/> has not been called.</exception>
    internal static LabResource Lab(this IDistributedApplicationBuilder builder)
        => builder.Resources.OfType<LabResource>().SingleOrDefault()
            ?? throw new InvalidOperationException($"Call builder.{nameof(AddChaosLab)}() before adding resources of the lab.");

    private static void AddServices(IServiceCollection services, LabResource lab, LabLock held)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(lab);
        services.AddSingleton(provider => new LabHolds(lab, held, provider.GetRequiredService<DistributedApplicationModel>()));
        services.AddSingleton<ResourceMonitor>();
        services.AddSingleton<ResourceControl>();
        services.AddSingleton<Supervisor>();
        services.AddSingleton<PostgresFastStop>();
        services.AddSingleton<LabStartup>();
        services.AddSingleton<LabLifetime>();
        services.AddFaults();
        services.AddSingleton<WellnessCheck>();
        services.AddSingleton<StrayFaults>();
        services.AddSingleton<FrozenParts>();
        services.AddSingleton(RestoreTimes.Standard);
        services.AddSingleton<LabRestore>();
        services.AddSingleton<LabHalt>();
        services.AddSingleton<HaltRehearsal>();

        services.AddSingleton<EdgeReader>();
        services.AddSingleton<ResourceLogs>();
        services.AddSingleton<ResourceStatusReader>();
        services.AddSingleton<ResourceEnvironment>();
        services.AddSingleton<LabChanges>();
        services.AddSingleton<AuditedChange>();
        services.AddSingleton<BridgeAudit>();
        services.AddSingleton<BridgeServer>();
        services.AddSingleton<LocateFile>();
    }
}
