using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Resources;
using ChaosLab.Hosting.Restoring;
using ChaosLab.Hosting.Starting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChaosLab.Hosting.Bridge;

/// <summary>The lab as a whole: what it is, restore, shutdown.</summary>
internal static class LabRoutes
{
    public static void MapLab(this IEndpointRouteBuilder routes, IServiceProvider services)
    {
        var lab = services.GetRequiredService<LabResource>();
        var startup = services.GetRequiredService<LabStartup>();
        var restore = services.GetRequiredService<LabRestore>();
        var lifetime = services.GetRequiredService<IHostApplicationLifetime>();

        routes.MapGet("/lab", () => new LabInfo(
            lab.Options.Name, LabHost.Name, lab.ProfileName, lab.Infrastructure.Name, startup.StartedAt, Environment.ProcessId,
            lab.GatewayUrl, lab.ConsoleUrl, startup.IsReady, startup.Failure));

        routes.MapPost("/restore", (HttpContext context) => NdJson.WriteAsync(context, restore.RunAsync(context.RequestAborted)));

        routes.MapPost("/shutdown", () =>
        {
            // After the answer: stopping ends this connection, too.
            _ = Task.Run(lifetime.StopApplication);
            return Results.Accepted();
        });
    }
}
