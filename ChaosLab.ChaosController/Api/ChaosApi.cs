using ChaosLab.ChaosController.Bridge;
using ChaosLab.Hosting.Bridge.Wire;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChaosLab.ChaosController.Api;

/// <summary>The API below <c>/api</c>: resources, faults and restore, passed on to the AppHost's bridge.</summary>
internal static class ChaosApi
{
    private const int StandardTail = 200;

    public static void MapChaosApi(this WebApplication app)
    {
        var api = app.MapGroup("/api").AddEndpointFilter<BridgeProblemFilter>().ProducesProblem(StatusCodes.Status503ServiceUnavailable);

        api.MapGet("/lab", async (BridgeClient bridge, CancellationToken ct) => TypedResults.Ok(await bridge.GetLabAsync(ct)))
            .WithSummary("The lab as a whole");
        api.MapGet("/resources", async (BridgeClient bridge, CancellationToken ct) => TypedResults.Ok(await bridge.GetResourcesAsync(ct)))
            .WithSummary("Every resource, now");
        api.MapGet("/resources/{name}/logs", ReadLogsAsync).WithSummary("The log of a resource, as lines of text")
            .Produces<string>(200, "text/plain");
        api.MapPost("/resources/{name}/commands/{command}", ExecuteAsync).WithSummary("Execute a command of a resource");

        api.MapGet("/faults", async (BridgeClient bridge, CancellationToken ct) => TypedResults.Ok(await bridge.GetFaultKindsAsync(ct)))
            .WithSummary("The faults this lab can inject");
        api.MapGet("/faults/active", async (BridgeClient bridge, CancellationToken ct) => TypedResults.Ok(await bridge.GetActiveFaultsAsync(ct)))
            .WithSummary("The faults that act now");
        api.MapGet("/faults/{id}", async (string id, BridgeClient bridge, CancellationToken ct) => TypedResults.Ok(await bridge.GetFaultAsync(id, ct)))
            .WithSummary("One fault and what has been seen of it");
        api.MapGet("/faults/{id}/events", WatchAsync).WithSummary("A fault's changes to its end, one JSON record per line")
            .Produces<FaultRecord>(200, LineStream.Records);
        api.MapPost("/faults", InjectAsync).WithSummary("Inject a fault");
        api.MapDelete("/faults/{id}", async (string id, BridgeClient bridge, CancellationToken ct) => TypedResults.Ok(await bridge.LiftAsync(id, ct)))
            .WithSummary("Lift a fault now");
        api.MapGet("/edges", async (BridgeClient bridge, CancellationToken ct) => TypedResults.Ok(await bridge.GetEdgesAsync(ct)))
            .WithSummary("The edges between the parts of the shop, with live figures");
        api.MapGet("/halt", async (BridgeClient bridge, CancellationToken ct) => TypedResults.Ok(await bridge.GetHaltAsync(ct)))
            .WithSummary("Whether the lab is halted");
        api.MapPost("/halt", async (HaltRequest request, BridgeClient bridge, CancellationToken ct) => TypedResults.Ok(await bridge.HaltAsync(request, ct)))
            .WithSummary("Undo every fault at once, and refuse new ones");
        api.MapDelete("/halt", async (BridgeClient bridge, CancellationToken ct) => TypedResults.Ok(await bridge.ReleaseAsync(ct)))
            .WithSummary("Let faults be injected again");
        api.MapPost("/restore", RestoreAsync).WithSummary("Undo everything, one JSON record per step")
            .Produces<RestoreProgress>(200, LineStream.Records);
    }

    private static async Task<IResult> ReadLogsAsync(
        string name, BridgeClient bridge, CancellationToken ct, bool follow = false, int tail = StandardTail)
        => await LineStream.OfTextAsync(bridge.ReadLogsAsync(name, follow, Math.Clamp(tail, 0, 100_000), ct), ct);

    private static async Task<Ok<CommandOutcome>> ExecuteAsync(
        string name, string command, CommandRequest? request, BridgeClient bridge, CancellationToken ct)
        => TypedResults.Ok(await bridge.ExecuteAsync(name, command, request ?? new CommandRequest(), ct));

    private static async Task<Accepted<FaultRecord>> InjectAsync(FaultRequest request, BridgeClient bridge, CancellationToken ct)
    {
        var fault = await bridge.InjectAsync(request, ct);
        return TypedResults.Accepted($"/api/faults/{Uri.EscapeDataString(fault.Id)}", fault);
    }

    private static async Task<IResult> WatchAsync(string id, BridgeClient bridge, CancellationToken ct)
        => await LineStream.OfRecordsAsync(bridge.WatchFaultAsync(id, ct), ct);

    private static async Task<IResult> RestoreAsync(BridgeClient bridge, CancellationToken ct)
        => await LineStream.OfRecordsAsync(bridge.RestoreAsync(ct), ct);
}
