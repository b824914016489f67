using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Cli;

/// <summary>Injects one fault and follows it to its verdict; a Ctrl+C on the way lifts it.</summary>
internal sealed class FaultInjection(CliContext context, bool json)
{
    public async Task<int> RunAsync(string? lab, FaultRequest request, CancellationToken ct)
    {
        var (_, bridge) = context.Connect(lab);
        using var connection = bridge;
        var fault = Targets.RequireFault(await bridge.GetFaultKindsAsync(ct), request.Kind, request.Target);
        FaultSettings.RequireDurationAllowed(fault, request.ForSeconds);
        FaultSettings.RequireKnown(fault, request.Settings);

        var injected = await bridge.InjectAsync(request, ct);
        var narration = new FaultNarration(context, silent: json);
        narration.Tell(injected);
        try
        {
            var last = await FaultFollowing.FollowAsync(
                bridge, injected, narration, stopWhenFelt: FaultSettings.LastsUntilLifted(fault, request.ForSeconds), ct);
            if (json) context.Terminal.Line(Json.Write(last));
            return narration.Verdict(last);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return await LiftAsync(bridge, injected);
        }
    }

    private async Task<int> LiftAsync(BridgeClient bridge, FaultRecord fault)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await bridge.LiftAsync(fault.Id, limit.Token);
            context.Terminal.Note($"Interrupted: fault {fault.Id} ({fault.Kind} on {fault.Target}) is lifted.");
        }
        catch (Exception error) when (error is BridgeException or OperationCanceledException)
        {
            context.Terminal.Error(
                $"Interrupted, and fault {fault.Id} could not be lifted ({error.Message}) Undo everything: ./lab restore");
        }

        return ExitCodes.No;
    }
}
