using ChaosLab.ChaosController.Api;
using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Console.LoadControl;
using ChaosLab.ChaosController.Console.Traffic;

namespace ChaosLab.ChaosController.Console.Live;

/// <summary>What the pages live on: the state as a stream, one resource in detail, and the load.</summary>
internal static class LiveApi
{
    public static void AddLive(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(SloTarget.Read(builder.Configuration));
        builder.Services.AddSingleton<TrafficTally>();
        builder.Services.AddSingleton<TrafficSampler>();
        builder.Services.AddHostedService(services => services.GetRequiredService<TrafficSampler>());
        builder.Services.AddSingleton<ShopLoad>();
        builder.Services.AddSingleton<DependencyReader>();
        builder.Services.AddSingleton<LiveReader>();
        builder.Services.AddSingleton<LiveFeed>();
    }

    public static void MapLive(this WebApplication app)
    {
        var api = app.MapGroup("/api").AddEndpointFilter<BridgeProblemFilter>();
        api.MapGet("/live", Watch)
            .Produces<LiveSnapshot>(StatusCodes.Status200OK, "text/event-stream")
            .WithSummary("The lab as it changes, as server-sent events")
            .WithDescription("The first event is a 'snapshot' (LiveSnapshot), then come 'update' events with the parts that changed, and a 'ping' when nothing was said for 5 s.")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapGet("/resources/{name}", async (string name, BridgeClient bridge, CancellationToken ct) => TypedResults.Ok(await bridge.GetResourceAsync(name, ct)))
            .WithSummary("One resource, with its environment; secrets are masked").ProducesProblem(404).ProducesProblem(503);
        app.MapLoad();
    }

    private static IResult Watch(LiveFeed feed)
        => feed.Join() is { } seat
            ? new LiveStream(feed, seat)
            : TypedResults.Problem(
                $"{LiveFeed.MostWatchers} pages or programs watch already; close one.", statusCode: StatusCodes.Status503ServiceUnavailable, title: "No place left");
}
