using ChaosLab.Hosting.Edges;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ChaosLab.Hosting.Bridge;

/// <summary>Edges, with live figures.</summary>
internal static class EdgeRoutes
{
    public static void MapEdges(this IEndpointRouteBuilder routes, IServiceProvider services)
    {
        var reader = services.GetRequiredService<EdgeReader>();
        routes.MapGet("/edges", (CancellationToken ct, bool wait = true) => wait ? reader.ReadAsync(ct) : reader.ReadNowAsync(ct));
    }
}
