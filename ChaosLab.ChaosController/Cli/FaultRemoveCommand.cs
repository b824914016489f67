using System.CommandLine;
using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab fault remove</c>: lift a fault now, and tell how recovery goes.</summary>
internal static class FaultRemoveCommand
{
    public static Command Create(CliContext context)
    {
        var id = new Argument<string>("id") { Description = "An id from ./lab fault active." };
        var json = CommonOptions.Json();
        var command = new LabCommand("remove", "Lift a fault now and measure recovery.", "./lab fault remove f-3") { id, json };
        command.SetAction((parsed, ct) => RunAsync(
            context, parsed.GetValue(CommonOptions.Name), parsed.GetRequiredValue(id), parsed.GetValue(json), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, string? name, string id, bool json, CancellationToken ct)
    {
        var (_, bridge) = context.Connect(name);
        using var connection = bridge;
        var fault = await RequireAsync(bridge, id, ct);
        var narration = new FaultNarration(context, silent: json);
        narration.Tell(fault);
        if (!FaultFollowing.IsFinal(fault)) await bridge.LiftAsync(id, ct);

        var last = await FaultFollowing.FollowAsync(bridge, fault, narration, stopWhenFelt: false, ct);
        if (json) context.Terminal.Line(Json.Write(last));
        return narration.Verdict(last);
    }

    private static async Task<FaultRecord> RequireAsync(BridgeClient bridge, string id, CancellationToken ct)
    {
        try
        {
            return await bridge.GetFaultAsync(id, ct);
        }
        catch (BridgeException error) when (error.Status == System.Net.HttpStatusCode.NotFound)
        {
            var active = (await bridge.GetActiveFaultsAsync(ct)).Select(fault => fault.Id).ToArray();
            throw LabError.WrongUse(active.Length == 0
                ? $"There is no fault '{id}', and none acts now."
                : Suggestion.Unknown("fault", id, active));
        }
    }
}
