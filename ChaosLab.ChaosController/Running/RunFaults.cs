using ChaosLab.ChaosController.Bridge;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Running;

/// <summary>The faults of a run: each is announced in the journal before it acts, followed, and ended by the run at the latest.</summary>
internal sealed class RunFaults(BridgeClient bridge, RunLog log, TimeProvider time, string runId, string title, bool force) : IDisposable
{
    // Half a minute is what the AppHost gives a target to recover, after up to 15 s for the effect of one that acts in a moment.
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(60);

    private const int LongestReason = 200;

    private readonly Lock _gate = new();
    private readonly List<RunFault> _faults = [];
    private readonly CancellationTokenSource _over = new();

    /// <summary>In the order of injection.</summary>
    public IReadOnlyList<RunFault> All
    {
        get
        {
            lock (_gate) return [.. _faults];
        }
    }

    /// <summary>Injects a fault and returns once it is accepted.</summary>
    /// <exception cref="BridgeException">It is refused: wrong, too much at once, or the lab is halted.</exception>
    public async Task<RunFault> InjectAsync(
        string kind, string target, TimeSpan? lasting, IReadOnlyDictionary<string, string>? settings, int? seed, bool forced, CancellationToken ct)
    {
        var reason = $"run {runId}: {title}";
        var request = new FaultRequest(
            kind, target, lasting?.TotalSeconds, seed, settings,
            reason.Length <= LongestReason ? reason : reason[..LongestReason], $"run {runId}", force || forced ? true : null);
        log.Write(RunEventKind.Intent, $"Injecting {kind} on {target}{(lasting is { } limit ? $" for {Shell.Duration.Show(limit)}" : "")}.", target, request);
        var accepted = await bridge.InjectAsync(request, ct);
        var fault = new RunFault(accepted, bridge, log, time, _over.Token);
        lock (_gate) _faults.Add(fault);
        return fault;
    }

    /// <summary>Ends the faults that match, last injected first; returns how many were ended.</summary>
    public async Task<int> EndAsync(Func<FaultRecord, bool> wanted, CancellationToken ct)
    {
        var ended = 0;
        foreach (var fault in All.Reverse().Where(fault => !fault.IsFinal && fault.Record.LiftedAt is null && wanted(fault.Record)))
        {
            log.Write(RunEventKind.Intent, $"Ending {fault.Record.Kind} on {fault.Record.Target}.", fault.Record.Id);
            try
            {
                await bridge.LiftAsync(fault.Record.Id, ct);
                ended++;
            }
            catch (BridgeException refused) when (!refused.IsUnreachable)
            {
                // It acts in one moment, or has just ended by itself: there is nothing to lift.
                log.Write(RunEventKind.Note, $"Not ended by the run: {refused.Message}", fault.Record.Id);
            }
        }

        return ended;
    }

    public void Dispose() => _over.Dispose();

    /// <summary>Ends everything that still acts, and waits until each fault is final.</summary>
    public async Task EndAllAsync(CancellationToken ct)
    {
        try
        {
            await EndAsync(_ => true, ct);
        }
        catch (BridgeException gone)
        {
            log.Write(RunEventKind.Note, $"The faults could not be ended by the run; the AppHost ends them with this service. {gone.Message}");
        }

        _over.CancelAfter(RecoveryLimit);
        await Task.WhenAll(All.Select(fault => fault.Ended)).WaitAsync(ct);
    }
}
