using System.Collections.Concurrent;
using System.Globalization;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Guard;
using ChaosLab.Hosting.Faults.Observers;

namespace ChaosLab.Hosting.Faults;

/// <summary>Runs faults: acts, watches the target as a caller, lifts, and measures recovery.</summary>
internal sealed class FaultRunner(
    FaultCatalogue catalogue, FaultBook book, FaultMarks marks, HaltSwitch halt, BlastRadius radius, FaultLog log, FaultRemoval removal,
    TimeProvider time) : IAsyncDisposable
{
    /// <summary>How long a target may take to answer again; for a momentary fault, from the moment it acted.</summary>
    public static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(30);

    /// <summary>How long an effect may take to be seen.</summary>
    public static readonly TimeSpan EffectLimit = TimeSpan.FromSeconds(15);

    /// <summary>How long what a fault does while it acts may take to let go once it is to end.</summary>
    private static readonly TimeSpan SettleLimit = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Task> _running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _accepting = new();
    private int _count;

    /// <summary>Accepts a fault and starts it.</summary>
    /// <exception cref="FaultRefusedException">It is not accepted, and nothing was done.</exception>
    public FaultRun Start(FaultRequest request)
    {
        FaultRun run;

        // One at a time, so that the limits hold for all of them together, and none slips past a halt.
        lock (_accepting)
        {
            halt.RequireReleased();
            var id = string.Create(CultureInfo.InvariantCulture, $"f-{_count + 1}");
            var (fault, order) = catalogue.Prepare(request, id);
            radius.Check(fault, request.Force == true);
            _count++;
            var asked = order.Request;
            var record = new FaultRecord(
                id, asked.Kind, asked.Target, asked.Seed, time.GetUtcNow(), null, null, null, null, null, FaultState.Requested, null,
                order.Values.Count == 0 ? null : order.Values, asked.Reason, asked.Owner, asked.Run);
            log.Intend(record);
            run = new FaultRun(record, fault, asked.ForSeconds, time);
            book.Add(run);
        }

        _running[run.Record.Id] = Task.Run(async () =>
        {
            await RunAsync(run);
            _running.TryRemove(run.Record.Id, out _);
        });
        return run;
    }

    /// <summary>Lifts a fault now, and returns its record once it is lifted or final.</summary>
    /// <exception cref="FaultRefusedException">It cannot be lifted.</exception>
    public static Task<FaultRecord> LiftAsync(FaultRun run, CancellationToken ct)
    {
        if (run.Fault.Course != FaultCourse.Lasting)
        {
            throw new FaultRefusedException(Refusal.Conflict, $"'{run.Record.Kind}' acts in one moment; there is nothing to lift.");
        }

        run.RequestLift();
        return run.WaitAsync(record => record.LiftedAt is not null, ct);
    }

    /// <summary>Lifts everything that lasts: on each target in reverse order, on different targets together.</summary>
    /// <param name="lifted">Called with each record once it is lifted or final.</param>
    /// <param name="ct">Gives up waiting; what has been asked for goes on.</param>
    public Task LiftAllAsync(Action<FaultRecord> lifted, CancellationToken ct)
        => LiftAsync(book.Active.Where(run => run.Fault.Course == FaultCourse.Lasting), lifted, ct);

    /// <summary>The same of some faults.</summary>
    public static Task LiftAsync(IEnumerable<FaultRun> runs, Action<FaultRecord> lifted, CancellationToken ct)
        => FaultUndo.InReverseAsync(runs, async run => lifted(await LiftAsync(run, ct)));

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await Task.WhenAll(_running.Values);
        foreach (var run in book.All) run.Dispose();
        _ended.Dispose();
    }

    private async Task RunAsync(FaultRun run)
    {
        var observation = new Observation(run.Fault.Observer, time);
        await using var looking = observation;
        try
        {
            observation.Start();
            using var watching = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token);
            var shared = SharesTarget(run);
            var effect = new EffectWatch(run, observation, shared);
            if (shared) await observation.LookedAsync(watching.Token);
            var message = await run.Fault.ApplyAsync(() => Acted(run, effect, observation, watching.Token), watching.Token);
            run.Note(record => record with { Message = record.Message ?? message });
            log.Tell(run, message);

            if (run.Fault.Course == FaultCourse.Lasting) await LastAsync(run, effect, observation);
            else await RecoverAloneAsync(run, effect, observation);
            await watching.CancelAsync();
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            Stop(run);
        }
        catch (FaultRefusedException refused) when (run.Record.ActedAt is null)
        {
            // Nothing was done, so nothing is undone: what looks like it is somebody else's.
            Fail(run, refused.Message);
            log.Note(run, "refused");
        }
#pragma warning disable CA1031 // Whatever goes wrong belongs into the fault's record.
        catch (Exception error)
#pragma warning restore CA1031
        {
            await AbandonAsync(run, error.Message);
        }
        finally
        {
            await marks.UpdateAsync(run.Fault.Affected);
        }
    }

    // Elsewhere the first look need not be waited for: it would only put the fault off.
    private bool SharesTarget(FaultRun run)
        => book.Active.Any(other => other != run && (other.Record.Target == run.Record.Target || other.Fault.Affected.Intersect(run.Fault.Affected).Any()));

    private void Acted(FaultRun run, EffectWatch effect, Observation observation, CancellationToken ct)
    {
        var at = time.GetUtcNow();
        run.Note(record => record with
        {
            ActedAt = at,
            EndsAt = run.Seconds is { } seconds ? at.AddSeconds(seconds) : null,
            State = FaultState.Active,
        });
        log.Note(run, "acted");
        _ = marks.UpdateAsync(run.Fault.Affected);
        if (run.Fault.Course == FaultCourse.Healing) return;
        observation.LookClosely();
        effect.Start(at, ct);
    }

    private async Task LastAsync(FaultRun run, EffectWatch effect, Observation observation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token);
        var due = Task.Delay(TimeLeft(run), time, over.Token);
        var lift = Task.Delay(Timeout.InfiniteTimeSpan, run.LiftRequested);
        var otherwise = run.Fault.EndedOtherwiseAsync(over.Token);

        // A fault that nobody feels is not left acting without an end.
        var unfelt = run.Seconds is null ? effect.NotSeenWithinAsync(EffectLimit, time, over.Token) : new TaskCompletionSource().Task;
        var first = await Task.WhenAny(due, lift, otherwise, unfelt);
        await over.CancelAsync();
        _ended.Token.ThrowIfCancellationRequested();
        var note = await SettleAsync(otherwise);
        if (!await removal.RemoveAsync(run, first == otherwise ? note : null, _ended.Token)) return;

        await marks.UpdateAsync(run.Fault.Affected);
        var recovered = await FirstAsync(observation, well: true, run.Record.LiftedAt!.Value, RecoveryLimit);
        Finish(run, effect, recovered, RecoveryLimit);
    }

    // What a fault still does, such as a toxic that is on its way, must not come after its undo. The reason, if it has ended by itself.
    private async Task<string?> SettleAsync(Task<string> otherwise)
    {
        try
        {
            return await otherwise.WaitAsync(SettleLimit, time, _ended.Token);
        }
#pragma warning disable CA1031 // Cancelled or failed, it does nothing any more.
        catch (Exception) when (!_ended.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private TimeSpan TimeLeft(FaultRun run)
        => run.Record.EndsAt is not { } end ? Timeout.InfiniteTimeSpan
            : end - time.GetUtcNow() is { } left && left > TimeSpan.Zero ? left
            : TimeSpan.Zero;

    private async Task RecoverAloneAsync(FaultRun run, EffectWatch effect, Observation observation)
    {
        var acted = run.Record.ActedAt ?? time.GetUtcNow();
        if (run.Fault.Course == FaultCourse.Healing)
        {
            Finish(run, effect, await FirstAsync(observation, well: true, acted, RecoveryLimit), RecoveryLimit);
            return;
        }

        var seen = await effect.SeenAsync(EffectLimit);
        if (seen is not { } felt)
        {
            Finish(run, effect, null, RecoveryLimit);
            return;
        }

        var left = RecoveryLimit - (time.GetUtcNow() - acted);
        Finish(run, effect, await FirstAsync(observation, well: true, felt, left > TimeSpan.Zero ? left : TimeSpan.Zero), RecoveryLimit);
    }

    private async Task<DateTimeOffset?> FirstAsync(Observation observation, bool well, DateTimeOffset since, TimeSpan within)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token);
        limit.CancelAfter(within);
        try
        {
            return await observation.FirstAsync(well, since, limit.Token);
        }
        catch (OperationCanceledException) when (!_ended.IsCancellationRequested)
        {
            return null;
        }
    }

    private void Finish(FaultRun run, EffectWatch effect, DateTimeOffset? recovered, TimeSpan within)
    {
        run.Note(record =>
        {
            var unfelt = run.Fault.Course != FaultCourse.Healing && record.EffectSeenAt is null;
            var state = unfelt ? FaultState.NoEffect : recovered is null ? FaultState.NotRecovered : FaultState.Recovered;
            return record with { RecoveredAt = recovered, State = state, Message = FaultStory.Tell(record, run.Fault.Course, state, recovered, within, effect.Masked) };
        });
        if (run.Fault.Course != FaultCourse.Lasting) log.Note(run, "ended");
        log.Tell(run, run.Record.Message!);
    }

    private static void Fail(FaultRun run, string message)
        => run.Note(record => record with { State = FaultState.Failed, Message = message });

    private async Task AbandonAsync(FaultRun run, string failure)
    {
        try
        {
            await removal.AbandonAsync(run, failure, _ended.Token);
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            Stop(run);
        }
    }

    // What outlasts the lab stays open in the journal until its undo is proven; all else ends with the processes that hold it.
    private void Stop(FaultRun run)
    {
        var step = run.Record.LiftedAt is not null ? null : catalogue.Find(run.Record.Kind) is { Outlasts: true } ? "left" : "ended";
        Fail(run, "The lab stopped.");
        if (step is not null) log.Note(run, step);
    }
}
