using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Guard;
using ChaosLab.Hosting.Resources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ChaosLab.Hosting.Bridge;

/// <summary>Which parts of the lab changed, as it happens.</summary>
internal static class ChangeRoutes
{
    public static void MapChanges(this IEndpointRouteBuilder routes, IServiceProvider services)
    {
        var changes = services.GetRequiredService<LabChanges>();
        changes.Follow(
            services.GetRequiredService<ResourceMonitor>(), services.GetRequiredService<FaultBook>(), services.GetRequiredService<HaltSwitch>());
        routes.MapGet("/changes", (HttpContext context) => NdJson.WriteAsync(context, changes.WatchAsync(context.RequestAborted)));
    }
}
