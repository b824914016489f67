using ChaosLab.ChaosController.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChaosLab.ChaosController.Console.LoadControl;

/// <summary><c>/api/load</c>: customers at a person's wish.</summary>
internal static class LoadApi
{
    private const string WhoHeader = "X-ChaosLab-Who";
    private const int LongestWho = 200;

    public static void MapLoad(this WebApplication app)
    {
        var api = app.MapGroup("/api/load").AddEndpointFilter<BridgeProblemFilter>();
        api.MapGet("", Read).WithSummary("The load that was started here, going on or over");
        api.MapPost("", StartAsync).WithSummary("Start a load on the shop").ProducesProblem(400).ProducesProblem(409).ProducesProblem(503);
        api.MapDelete("", StopAsync).WithSummary("End the load; its figures stay");
    }

    private static Results<Ok<LoadStatus>, NoContent> Read(ShopLoad load)
        => load.Status is { } status ? TypedResults.Ok(status) : TypedResults.NoContent();

    private static async Task<Results<Accepted<LoadStatus>, ProblemHttpResult>> StartAsync(
        LoadOrder order, ShopLoad load, HttpContext context, CancellationToken ct)
    {
        if (order.Problem() is { } problem) return TypedResults.Problem(problem, statusCode: 400, title: "No such load");
        try
        {
            return TypedResults.Accepted("/api/load", await load.StartAsync(order, Who(context), ct));
        }
        catch (LoadRefusedException refused)
        {
            return TypedResults.Problem(refused.Message, statusCode: 409, title: "No load now");
        }
    }

    private static async Task<Results<Ok<LoadStatus>, NoContent>> StopAsync(ShopLoad load)
        => await load.StopAsync("Somebody ended it.") is { } status ? TypedResults.Ok(status) : TypedResults.NoContent();

    private static string Who(HttpContext context)
    {
        var said = Uri.UnescapeDataString(context.Request.Headers[WhoHeader].ToString());
        return said.Length == 0 ? "console" : said[..Math.Min(said.Length, LongestWho)];
    }
}
