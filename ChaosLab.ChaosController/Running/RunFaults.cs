using ChaosLab.ChaosController.Bridge;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Running;

/// <summary>The faults of a run: each is announced in the journal before it acts, followed, and ended by the run at the latest.</summary>
internal sealed class RunFaults(BridgeClient bridge, RunLog log, TimeProvider time, string runId, string title, bool force) : IDisposable
{
    // Half a minute is what the AppHost gives a target to recover, after up to 15 s for the effect of one that acts in a moment.
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LongestRun = TimeSpan.FromHours(2);

    /// <summary>An AppHost that is busy is asked again; one that is gone has taken its processes with it.</summary>
    private static readonly TimeSpan LiftPatience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LiftPause = TimeSpan.FromMilliseconds(500);

    private const string TheLab = "lab";

    private const int LongestReason = 200;

    private readonly Lock _gate = new();
    private readonly List<RunFault> _faults = [];
    private readonly List<Task<RunFault>> _injecting = [];
    private readonly CancellationTokenSource _over = new();
    private readonly string _owner = $"run {runId}";

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
            reason.Length <= LongestReason ? reason : reason[..LongestReason], _owner, force || forced ? true : null, runId);
        log.Write(RunEventKind.Intent, $"Injecting {kind} on {target}{(lasting is { } limit ? $" for {Shell.Duration.Show(limit)}" : "")}.", target, request);
        ct.ThrowIfCancellationRequested();
        var injecting = SendAsync(request);
        lock (_gate) _injecting.Add(injecting);
        return await injecting.WaitAsync(ct);
    }

    /// <summary>
    /// Ends the faults that match: on each target the last injected first, on different targets together. One that cannot be ended keeps
    /// no other from it.
    /// </summary>
    /// <returns>How many were ended.</returns>
    /// <exception cref="BridgeException">The AppHost did not answer for one of them; all others were tried.</exception>
    public async Task<int> EndAsync(Func<FaultRecord, bool> wanted, CancellationToken ct)
    {
        RunFault[] acting = [.. All.Reverse().Where(fault => !fault.IsFinal && fault.Record.LiftedAt is null && wanted(fault.Record))];

        // A fault of the whole lab is on every target.
        var together = acting.Any(fault => fault.Record.Target == TheLab);
        var targets = acting.GroupBy(fault => together ? TheLab : fault.Record.Target, StringComparer.Ordinal);
        var patience = time.GetUtcNow() + LiftPatience;
        var results = (await Task.WhenAll(targets.Select(faults => LiftInOrderAsync([.. faults], patience, ct)))).SelectMany(result => result).ToArray();
        return results.FirstOrDefault(result => result.Gone is not null).Gone is { } gone ? throw gone : results.Count(result => result.Ended);
    }

    private async Task<IReadOnlyList<(bool Ended, BridgeException? Gone)>> LiftInOrderAsync(IReadOnlyList<RunFault> faults, DateTimeOffset patience, CancellationToken ct)
    {
        var results = new List<(bool, BridgeException?)>();
        foreach (var fault in faults) results.Add(await LiftAsync(fault, patience, ct));
        return results;
    }

    private async Task<(bool Ended, BridgeException? Gone)> LiftAsync(RunFault fault, DateTimeOffset patience, CancellationToken ct)
    {
        log.Write(RunEventKind.Intent, $"Ending {fault.Record.Kind} on {fault.Record.Target}.", fault.Record.Id);
        while (true)
        {
            try
            {
                await bridge.LiftAsync(fault.Record.Id, ct);
                return (true, null);
            }
            catch (BridgeException refused) when (!refused.IsUnreachable)
            {
                // It acts in one moment, or has just ended by itself: there is nothing to lift.
                log.Write(RunEventKind.Note, $"Not ended by the run: {refused.Message}", fault.Record.Id);
                return (false, null);
            }
            catch (BridgeException gone) when (time.GetUtcNow() >= patience)
            {
                log.Write(RunEventKind.Note, $"Not ended by the run, it ends with its own time or by ./lab halt: {gone.Message}", fault.Record.Id);
                return (false, gone);
            }
            catch (BridgeException)
            {
                await Task.Delay(LiftPause, time, ct);
            }
        }
    }

    public void Dispose()
    {
        _over.Cancel();
        _over.Dispose();
    }

    /// <summary>Ends everything that still acts, then what an injection that is still on its way brings.</summary>
    public async Task LiftAllAsync(CancellationToken ct)
    {
        await TryEndAsync(_ => true, ct);
        var known = All.Select(fault => fault.Record.Id).ToHashSet(StringComparer.Ordinal);
        try
        {
            await KnowAllAsync(ct);
        }
        catch (BridgeException gone)
        {
            log.Write(RunEventKind.Note, $"Whether an injection without an answer was carried out is not known; ./lab halt ends it if it was. {gone.Message}");
        }

        await TryEndAsync(fault => !known.Contains(fault.Id), ct);
    }

    private async Task TryEndAsync(Func<FaultRecord, bool> wanted, CancellationToken ct)
    {
        try
        {
            await EndAsync(wanted, ct);
        }
        catch (BridgeException)
        {
            // Told with each fault; what it is known to be at the end decides.
        }
    }

    /// <summary>Waits until each fault is final, for as long as the AppHost gives a target to recover.</summary>
    public Task RecoveredAsync(CancellationToken ct)
    {
        _over.CancelAfter(RecoveryLimit);
        return Task.WhenAll(All.Select(fault => fault.Ended)).WaitAsync(ct);
    }

    // Once it is sent a fault may be in place, so an abort does not cut the request off: its answer says what is to be ended.
    private async Task<RunFault> SendAsync(FaultRequest request)
    {
        try
        {
            return Follow(await bridge.InjectAsync(request, CancellationToken.None));
        }
        catch (BridgeException lost) when (lost.IsUnreachable)
        {
            if (await FindUnansweredAsync(request) is not { } carriedOut) throw;
            log.Write(
                RunEventKind.Note, $"The answer to the injection of {request.Kind} on {request.Target} was lost; it was carried out as {carriedOut.Id}.", carriedOut.Id);
            return Follow(carriedOut);
        }
    }

    private RunFault Follow(FaultRecord accepted)
    {
        lock (_gate)
        {
            if (_faults.Find(known => known.Record.Id == accepted.Id) is { } followed) return followed;
            var fault = new RunFault(accepted, bridge, log, time, _over.Token);
            _faults.Add(fault);
            return fault;
        }
    }

    private async Task<FaultRecord?> FindUnansweredAsync(FaultRequest request)
    {
        try
        {
            return (await UnknownAsync(CancellationToken.None))
                .FirstOrDefault(fault => fault.Kind == request.Kind && fault.Target == request.Target);
        }
        catch (BridgeException)
        {
            // Asked again at the end of the run.
            return null;
        }
    }

    // An injection whose answer was lost may have been carried out: the AppHost knows whose each fault is, also of one that has ended.
    private async Task<IEnumerable<FaultRecord>> UnknownAsync(CancellationToken ct)
    {
        var theirs = await bridge.GetRecentFaultsAsync(LongestRun, ct);
        var known = All.Select(fault => fault.Record.Id).ToHashSet(StringComparer.Ordinal);
        return theirs.Where(fault => fault.Owner == _owner && !known.Contains(fault.Id));
    }

    private async Task KnowAllAsync(CancellationToken ct)
    {
        Task<RunFault>[] injecting;
        lock (_gate) injecting = [.. _injecting];
        await Task.WhenAll(injecting).WaitAsync(ct).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        ct.ThrowIfCancellationRequested();
        if (!injecting.Any(sent => sent.Exception?.InnerException is BridgeException { IsUnreachable: true })) return;
        foreach (var fault in await UnknownAsync(ct)) Follow(fault);
    }
}
