using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Guard;
using ChaosLab.Hosting.Restoring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ChaosLab.Hosting.Bridge;

/// <summary>The emergency stop, and the controller's sign of life.</summary>
internal static class HaltRoutes
{
    private const int LongestText = 200;

    public static void MapHalt(this IEndpointRouteBuilder routes, IServiceProvider services)
    {
        var halt = services.GetRequiredService<HaltSwitch>();
        var lab = services.GetRequiredService<LabHalt>();
        var watch = services.GetRequiredService<ControllerWatch>();

        routes.MapGet("/halt", () => halt.Status);

        routes.MapPost("/halt", (HaltRequest? request) =>
        {
            if (request is { Reason.Length: > LongestText } or { By.Length: > LongestText })
            {
                throw new FaultRefusedException(Refusal.Invalid, $"A reason or a name is longer than {LongestText} characters.");
            }

            return lab.HaltAsync(request ?? new HaltRequest());
        });

        routes.MapDelete("/halt", () => halt.Release());

        routes.MapPost("/heartbeat", () =>
        {
            watch.Beat();
            return Results.NoContent();
        });
    }
}
