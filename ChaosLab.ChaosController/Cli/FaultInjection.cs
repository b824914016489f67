using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Cli;

/// <summary>Injects one fault and follows it to its verdict; a Ctrl+C on the way lifts it.</summary>
internal sealed class FaultInjection(CliContext context, bool json)
{
    private static readonly TimeSpan LiftLimit = TimeSpan.FromSeconds(30);

    public async Task<int> RunAsync(string? lab, FaultRequest request, CancellationToken ct)
    {
        var (_, bridge) = context.Connect(lab);
        using var connection = bridge;
        var fault = Targets.RequireFault(await bridge.GetFaultKindsAsync(ct), request.Kind, request.Target);
        FaultSettings.RequireDurationAllowed(fault, request.ForSeconds);
        FaultSettings.RequireKnown(fault, request.Settings);

        ct.ThrowIfCancellationRequested();
        var injected = await SendAsync(bridge, request);
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

    /// <summary>Once it is sent the fault may be in place, so Ctrl+C does not cut the request off: its answer says what to lift.</summary>
    private async Task<FaultRecord> SendAsync(BridgeClient bridge, FaultRequest request)
    {
        var before = (await bridge.GetActiveFaultsAsync(CancellationToken.None)).Select(fault => fault.Id).ToHashSet();
        try
        {
            return await bridge.InjectAsync(request, context.Interruption.Insisted);
        }
        catch (Exception error) when (error is BridgeException { Status: null } or OperationCanceledException)
        {
            await LiftUnansweredAsync(bridge, request, before);
            throw;
        }
    }

    /// <summary>Nobody knows whether a request that was not answered was carried out: what it may have brought is looked for and lifted.</summary>
    private async Task LiftUnansweredAsync(BridgeClient bridge, FaultRequest request, HashSet<string> before)
    {
        using var limit = new CancellationTokenSource(LiftLimit);
        try
        {
            var found = (await bridge.GetActiveFaultsAsync(limit.Token))
                .Where(fault => fault.Kind == request.Kind && fault.Target == request.Target && !before.Contains(fault.Id)).ToArray();
            foreach (var fault in found) await LiftAsync(bridge, fault);
        }
        catch (Exception error) when (error is BridgeException or OperationCanceledException)
        {
            context.Terminal.Error(
                $"{request.Kind} on {request.Target} was not answered, and may be in force. Look: ./lab fault active; undo everything: ./lab restore");
        }
    }

    private async Task<int> LiftAsync(BridgeClient bridge, FaultRecord fault)
    {
        using var limit = new CancellationTokenSource(LiftLimit);
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
