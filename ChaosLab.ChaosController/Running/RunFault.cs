using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Running;

/// <summary>A fault of the run, followed to its end.</summary>
internal sealed class RunFault
{
    private readonly BridgeClient _bridge;
    private readonly RunLog _log;
    private readonly TimeProvider _time;
    private readonly HashSet<RunEventKind> _told = [];
    private readonly TaskCompletionSource _felt = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RunFault(FaultRecord accepted, BridgeClient bridge, RunLog log, TimeProvider time, CancellationToken ct)
    {
        (_bridge, _log, _time, Record) = (bridge, log, time, accepted);
        Ended = FollowAsync(ct);
    }

    /// <summary>The last that is known of it.</summary>
    public FaultRecord Record { get; private set; }

    /// <summary>Completes when it is final, or when nothing more can be learnt of it.</summary>
    public Task Ended { get; }

    /// <summary>Completes when a caller felt it, or when it is final.</summary>
    public Task Felt => _felt.Task;

    /// <summary>Whether nothing more will happen to it.</summary>
    public bool IsFinal => Record.State is FaultState.Recovered or FaultState.NotRecovered or FaultState.NoEffect or FaultState.Failed or FaultState.Stuck;

    private async Task FollowAsync(CancellationToken ct)
    {
        try
        {
            await foreach (var record in _bridge.WatchFaultAsync(Record.Id, ct)) Note(record);
        }
        catch (BridgeException gone)
        {
            _log.Write(RunEventKind.Note, $"Fault {Record.Id} can be followed no longer: {gone.Message}", Record.Id);
        }
        catch (OperationCanceledException)
        {
            _log.Write(RunEventKind.Note, $"Fault {Record.Id} was still {Record.State} when the run stopped waiting for it.", Record.Id);
        }
        finally
        {
            _felt.TrySetResult();
        }
    }

    private void Note(FaultRecord now)
    {
        Record = now;
        var name = $"{now.Kind} on {now.Target}";
        if (now.ActedAt is { } acted) Tell(RunEventKind.FaultActed, acted, $"{name} acts.");
        if (now.EffectSeenAt is { } seen)
        {
            Tell(RunEventKind.FaultSeen, seen, $"A caller felt {name} after {Duration.Show(seen - (now.ActedAt ?? seen))}.");
            _felt.TrySetResult();
        }

        if (now.LiftedAt is { } lifted) Tell(RunEventKind.FaultEnded, lifted, $"{name} has ended.");
        if (!IsFinal) return;
        Tell(RunEventKind.FaultRecovered, now.RecoveredAt ?? _time.GetUtcNow(), now.Message ?? $"{name}: {now.State}.");
        _felt.TrySetResult();
    }

    private void Tell(RunEventKind what, DateTimeOffset at, string text)
    {
        if (_told.Add(what)) _log.Write(at, what, text, Record.Id, Record);
    }
}
