using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Setup;

namespace ChaosLab.ChaosController.Api;

/// <summary>Registers what runs need.</summary>
internal static class RunsExtensions
{
    public static void AddRuns(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(Directory(builder));
        builder.Services.AddSingleton<HealthProbe>();
        builder.Services.AddSingleton(services => BooksReader.Of(services.GetRequiredService<IConfiguration>(), services.GetRequiredService<BridgeClient>()));
        builder.Services.AddSingleton<LoadOutcomes>();
        builder.Services.AddSingleton<RunRegistry>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RunRegistry>());
    }

    private static RunsDirectory Directory(WebApplicationBuilder builder)
        => new(
            builder.Configuration["Lab:RunsDirectory"] is { Length: > 0 } given
                ? Path.GetFullPath(given)
                : Path.Combine(Repository.Find()?.Artifacts ?? Path.Combine(builder.Environment.ContentRootPath, "artifacts"), "runs"),
            builder.Configuration["Lab:DataDirectory"] is { Length: > 0 } data ? Path.Combine(data, "gateway", "stats.sock") : null);
}
