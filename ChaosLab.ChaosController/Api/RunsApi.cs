using System.Security.Cryptography;
using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Experiments.Reading;
using ChaosLab.ChaosController.Planning;
using ChaosLab.ChaosController.Reports;
using ChaosLab.ChaosController.Running;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ChaosLab.ChaosController.Api;

/// <summary>The API below <c>/api/runs</c>: start an experiment, follow it, end it.</summary>
internal static class RunsApi
{
    private const int LongestReason = 200;

    /// <summary>A file of 1 MiB, escaped, with the values it asks for.</summary>
    public const long MostBytes = 8 * 1024 * 1024;

    public static void MapRunsApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/runs").AddEndpointFilter<BridgeProblemFilter>();
        api.MapPost("", StartAsync).WithMetadata(new RequestSizeLimitAttribute(MostBytes)).WithSummary("Run an experiment").ProducesProblem(400).ProducesProblem(409);
        api.MapGet("", (RunRegistry runs) => TypedResults.Ok(runs.All.Select(RunStatus.Of))).WithSummary("The last runs of this service, the newest first");
        api.MapGet("/{id}", Status).WithSummary("Where a run stands").ProducesProblem(404);
        api.MapGet("/{id}/record", Record).WithSummary("Everything known of a run that has ended")
            .Produces<RunRecord>(200, "application/json").ProducesProblem(404).ProducesProblem(409);
        api.MapGet("/{id}/events", FollowAsync).WithSummary("What happens in a run to its end, one JSON record per line")
            .Produces<RunEvent>(200, LineStream.Records).ProducesProblem(404);
        api.MapPost("/{id}/abort", Abort).WithSummary("End a run before its time: everything is undone, the verdict is aborted");
    }

    private static async Task<Results<Accepted<RunStatus>, ProblemHttpResult>> StartAsync(
        RunRequest request, RunRegistry runs, BridgeClient bridge, CancellationToken ct)
    {
        if (request.Text is not { Length: > 0 }) return TypedResults.Problem("'text' must hold the experiment's file.", statusCode: 400, title: "The experiment is missing");
        var file = request.File is { Length: > 0 } path ? path : "experiment.json";
        var directory = ExperimentDirectory.Of(file);
        var inputs = new ExperimentInputs(await EnvironmentAsync(request, bridge, ct), request.Variables ?? ExperimentInputs.None.Overrides) { Directory = directory };
        var (kinds, parts) = (await bridge.GetFaultKindsAsync(ct), await LabParts.OfAsync(bridge, ct));
        ExperimentReading reading;
        try
        {
            reading = await DynamicValues.ReadAsync(known => ExperimentReader.Read(request.Text, file, known, kinds, parts), inputs, directory, ct);
        }
        catch (RunRefusedException refused)
        {
            return TypedResults.Problem(refused.Message, statusCode: 409, title: "The run is refused");
        }

        if (reading.Experiment is not { } experiment)
        {
            return TypedResults.Problem(
                string.Join("\n", reading.Mistakes.Select(mistake => mistake.ToString())), statusCode: 400, title: "The experiment is not valid",
                extensions: new Dictionary<string, object?> { ["mistakes"] = reading.Mistakes });
        }

        var seed = request.Seed ?? RandomNumberGenerator.GetInt32(1, int.MaxValue);
        var by = request.By is { } who ? who[..Math.Min(who.Length, 100)] : "api";
        try
        {
            var run = await runs.StartAsync(
                new RunOrder(experiment, request.File, directory, inputs.Environment, seed, kinds, by), ct);
            return TypedResults.Accepted($"/api/runs/{run.Id}", RunStatus.Of(run));
        }
        catch (RunRefusedException refused)
        {
            return TypedResults.Problem(refused.Message, statusCode: 409, title: "The run is refused");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return TypedResults.Problem($"The run's folder cannot be made: {error.Message}", statusCode: 503, title: "No place for the run");
        }
    }

    // The console gives none; an experiment still finds its lab.
    private static async Task<IReadOnlyDictionary<string, string>> EnvironmentAsync(RunRequest request, BridgeClient bridge, CancellationToken ct)
    {
        if (request.Environment is { } given) return given;
        var lab = await bridge.GetLabAsync(ct);
        return LabVariables.Of(lab.Name, lab.GatewayUrl, lab.ConsoleUrl);
    }

    private static Results<Ok<RunStatus>, ProblemHttpResult> Status(string id, RunRegistry runs)
        => runs.Find(id) is { } run ? TypedResults.Ok(RunStatus.Of(run)) : Unknown(id);

    private static Results<ContentHttpResult, PhysicalFileHttpResult, ProblemHttpResult> Record(string id, RunRegistry runs)
    {
        if (runs.Find(id) is not { } run) return Unknown(id);
        if (run.IsRunning) return TypedResults.Problem($"The run {id} goes on; follow /api/runs/{id}/events.", statusCode: 409, title: "Not yet");
        if (run.Ended.IsFaulted) return TypedResults.Problem(run.Ended.Exception!.InnerException!.Message, statusCode: 500, title: "The run could not be completed");
        if (run.Unwritten is { } record) return TypedResults.Text(new RunJson().Write(record), "application/json");
        var file = Path.Combine(run.Folder, RunFolder.RecordFile);
        return File.Exists(file)
            ? TypedResults.PhysicalFile(file, "application/json; charset=utf-8")
            : TypedResults.Problem($"The record of the run {id} is no longer at {file}.", statusCode: 404, title: "The record is gone");
    }

    private static async Task<IResult> FollowAsync(string id, RunRegistry runs, CancellationToken ct)
        => runs.Find(id) is { } run ? await LineStream.OfRecordsAsync(run.Log.FollowAsync(ct), ct) : Unknown(id);

    private static Results<Accepted, ProblemHttpResult> Abort(string id, AbortRequest? request, RunRegistry runs)
    {
        if (runs.Find(id) is not { } run) return Unknown(id);
        var reason = request?.Reason is { Length: > 0 } given ? given : "a person asked for it";
        run.Abort(reason[..Math.Min(reason.Length, LongestReason)]);
        return TypedResults.Accepted($"/api/runs/{id}");
    }

    private static ProblemHttpResult Unknown(string id)
        => TypedResults.Problem($"This service has run no '{id}'. Earlier ones: ./lab runs", statusCode: 404, title: "No such run");
}
