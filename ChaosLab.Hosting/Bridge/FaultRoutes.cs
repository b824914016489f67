using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ChaosLab.Hosting.Bridge;

/// <summary>Faults: what there are, inject, watch, lift.</summary>
internal static class FaultRoutes
{
    public static void MapFaults(this IEndpointRouteBuilder routes, IServiceProvider services)
    {
        var catalogue = services.GetRequiredService<FaultCatalogue>();
        var runner = services.GetRequiredService<FaultRunner>();
        var book = services.GetRequiredService<FaultBook>();
        var time = services.GetRequiredService<TimeProvider>();

        routes.MapGet("/faults", () => catalogue.Describe());

        routes.MapPost("/faults", (FaultRequest? request) =>
        {
            var record = runner.Start(Needed(request)).Record;
            return Results.Accepted($"/faults/{record.Id}", record);
        });

        routes.MapPost("/faults/check", (FaultRequest? request) => new FaultCheck(runner.WhyNot(Needed(request))));

        routes.MapGet("/faults/active", () => book.Present.Select(run => run.Record).ToArray());

        routes.MapGet("/faults/recent", (int seconds = 300)
            => book.Since(time.GetUtcNow() - TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 86_400))).Select(run => run.Record).ToArray());

        routes.MapGet("/faults/{id}", (string id) => Find(book, id).Record);

        routes.MapGet("/faults/{id}/events", (HttpContext context, string id) => NdJson.WriteAsync(context, Find(book, id).WatchAsync(context.RequestAborted)));

        routes.MapDelete("/faults/{id}", (string id, CancellationToken ct) => FaultRunner.LiftAsync(Find(book, id), ct));
    }

    private static FaultRequest Needed(FaultRequest? request)
        => request is { Kind.Length: > 0, Target.Length: > 0 } given ? given : throw new FaultRefusedException(Refusal.Invalid, "A fault needs a kind and a target.");

    private static FaultRun Find(FaultBook book, string id)
        => book.Find(id) ?? throw new FaultRefusedException(Refusal.Unknown, $"There is no fault '{id}'.");
}
