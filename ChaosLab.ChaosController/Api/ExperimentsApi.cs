using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Experiments.Reading;
using ChaosLab.ChaosController.Planning;
using ChaosLab.ChaosController.Planning.Library;
using ChaosLab.Hosting.Bridge.Wire;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ChaosLab.ChaosController.Api;

/// <summary>The API below <c>/api/experiments</c>: what there is to run, and what a run would do.</summary>
internal static class ExperimentsApi
{
    public static void MapExperimentsApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/experiments").AddEndpointFilter<BridgeProblemFilter>();
        api.MapGet("", ListAsync).WithSummary("The experiments of the checkout");
        api.MapGet("/{file}", FindAsync).WithSummary("One experiment with its text").ProducesProblem(404);
        api.MapPost("/plan", PlanAsync).WithMetadata(new RequestSizeLimitAttribute(RunsApi.MostBytes))
            .WithSummary("What a run of an experiment would do; nothing is done").ProducesProblem(400).ProducesProblem(503);
    }

    private static async Task<Ok<IReadOnlyList<ExperimentSummary>>> ListAsync(ExperimentLibrary library, BridgeClient bridge, CancellationToken ct)
    {
        var (inputs, kinds, parts) = await AskLabAsync(bridge, ct);
        return TypedResults.Ok(await library.ReadAllAsync(inputs, kinds, parts, ct));
    }

    private static async Task<Results<Ok<ExperimentDetail>, ProblemHttpResult>> FindAsync(string file, ExperimentLibrary library, BridgeClient bridge, CancellationToken ct)
    {
        var (inputs, kinds, parts) = await AskLabAsync(bridge, ct);
        return await library.ReadAsync(file, inputs, kinds, parts, ct) is { } found
            ? TypedResults.Ok(found)
            : TypedResults.Problem($"There is no experiment '{file}' in {library.Path}.", statusCode: 404, title: "No such experiment");
    }

    private static async Task<Results<Ok<PlanAnswer>, ProblemHttpResult>> PlanAsync(
        PlanRequest request, BridgeClient bridge, TimeProvider time, CancellationToken ct)
    {
        if (request.Text is not { Length: > 0 }) return TypedResults.Problem("'text' must hold the experiment's file.", statusCode: 400, title: "The experiment is missing");
        var file = request.File is { Length: > 0 } path ? path : "experiment.json";
        var inputs = InputsOf(await bridge.GetLabAsync(ct)) with
        {
            Overrides = request.Variables ?? ExperimentInputs.None.Overrides, Directory = ExperimentDirectory.Of(file),
        };
        var kinds = await bridge.GetFaultKindsAsync(ct);
        var parts = await LabParts.OfAsync(bridge, ct);
        var reading = ExperimentReader.Read(request.Text, file, inputs, kinds, parts);
        var plan = reading.Experiment is { } experiment
            ? await PlanGuard.AskAsync(
                ExperimentPlan.Of(experiment, kinds, parts.Resources, await bridge.GetHaltAsync(ct), time.GetLocalNow().DateTime, reading.Dynamic),
                experiment.Lab.Safety, bridge, ct)
            : null;
        return TypedResults.Ok(new PlanAnswer(plan, reading.Mistakes, reading.Variables));
    }

    // The files can be read without a lab; only what it can do is not checked then.
    private static async Task<(ExperimentInputs Inputs, FaultKind[]? Kinds, LabParts? Parts)> AskLabAsync(BridgeClient bridge, CancellationToken ct)
    {
        try
        {
            return (InputsOf(await bridge.GetLabAsync(ct)), await bridge.GetFaultKindsAsync(ct), await LabParts.OfAsync(bridge, ct));
        }
        catch (BridgeException)
        {
            return (ExperimentInputs.None, null, null);
        }
    }

    private static ExperimentInputs InputsOf(LabInfo lab) => ExperimentInputs.None with { Environment = LabVariables.Of(lab.Name, lab.GatewayUrl, lab.ConsoleUrl) };
}
