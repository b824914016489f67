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
        Observation observation;

        // One at a time, so that the limits hold for all of them together.
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

            // While the disk takes the intent, the target is looked at for the first time.
            observation = new Observation(fault.Observer, time);
            observation.Start();
            run = new FaultRun(record, fault, asked.ForSeconds, time);
            try
            {
                log.Intend(record);
                book.Add(run);
                RequireStillReleased(run);
            }
            catch (FaultRefusedException)
            {
                _ = observation.DisposeAsync().AsTask();
                throw;
            }
        }

        _running[run.Record.Id] = Task.Run(async () =>
        {
            await RunAsync(run, observation);
            _running.TryRemove(run.Record.Id, out _);
        });
        return run;
    }

    /// <summary>Why a fault would not be accepted as the lab is now; null when it would. Nothing is done, and a halt is not regarded.</summary>
    public string? WhyNot(FaultRequest request)
    {
        try
        {
            radius.Check(catalogue.Prepare(request, "f-0").Fault, request.Force == true);
            return null;
        }
        catch (FaultRefusedException refused)
        {
            return refused.Message;
        }
    }

    /// <summary>Lifts a fault now, and returns its record once it is lifted or final.</summary>
    /// <exception cref="FaultRefusedException">It cannot be lifted.</exception>
    public static Task<FaultRecord> LiftAsync(FaultRun run, CancellationToken ct)
        => run.Fault.Course == FaultCourse.Lasting
            ? EndAsync(run, ct)
            : throw new FaultRefusedException(Refusal.Conflict, $"'{run.Record.Kind}' acts in one moment; there is nothing to lift.");

    /// <summary>Lifts everything that lasts: on each target in reverse order, on different targets together. What is still on its way acts no more.</summary>
    /// <param name="lifted">Called with each record once it is lifted or final.</param>
    /// <param name="ct">Gives up waiting; what has been asked for goes on.</param>
    public Task LiftAllAsync(Action<FaultRecord> lifted, CancellationToken ct) => LiftAsync(book.Active, lifted, ct);

    /// <summary>The same of some faults.</summary>
    public static Task LiftAsync(IEnumerable<FaultRun> runs, Action<FaultRecord> lifted, CancellationToken ct)
    {
        var ending = runs.Where(run => run.Fault.Course == FaultCourse.Lasting || run.Record.ActedAt is null).ToArray();

        // Whatever its place in the order: what it has not done yet it must not do while others are being undone.
        foreach (var run in ending.Where(run => run.IsOnItsWay)) run.RequestLift();
        return FaultUndo.InReverseAsync(ending, async run =>
        {
            var record = await EndAsync(run, ct);
            if (run.Fault.Course == FaultCourse.Lasting || record.ActedAt is null) lifted(record);
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await Task.WhenAll(_running.Values);
        foreach (var run in book.All) run.Dispose();
        _ended.Dispose();
    }

    // One that acts in a moment is waited for only until that moment.
    private static Task<FaultRecord> EndAsync(FaultRun run, CancellationToken ct)
    {
        run.RequestLift();
        return run.WaitAsync(record => record.LiftedAt is not null || (run.Fault.Course != FaultCourse.Lasting && record.ActedAt is not null), ct);
    }

    // A halt that came while the intent went to the disk has not seen this fault in the book, or is waiting for it now.
    private void RequireStillReleased(FaultRun run)
    {
        try
        {
            halt.RequireReleased();
        }
        catch (FaultRefusedException refused)
        {
            Fail(run, refused.Message);
            log.Note(run, "refused");
            throw;
        }
    }

    private async Task RunAsync(FaultRun run, Observation observation)
    {
        await using var looking = observation;
        try
        {
            using var watching = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token);
            var effect = new EffectWatch(run, observation);
            var recovery = new FaultRecovery(run, effect, observation, log, time, _ended.Token);
            var way = await new FaultAct(run, effect, observation, book, marks, log, time, _ended.Token).RunAsync(watching.Token);
            if (way == FaultWay.NotBegun) DoNothing(run, recovery);
            else if (way == FaultWay.Cut) await EndEarlyAsync(run, recovery);
            else if (run.Fault.Course == FaultCourse.Lasting) await LastAsync(run, effect, recovery);
            else await recovery.AloneAsync();
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

    private async Task LastAsync(FaultRun run, EffectWatch effect, FaultRecovery recovery)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token);
        var due = Task.Delay(TimeLeft(run), time, over.Token);
        var lift = Task.Delay(Timeout.InfiniteTimeSpan, run.LiftRequested);
        var otherwise = run.Fault.EndedOtherwiseAsync(over.Token);

        // A fault that nobody feels is not left acting until the longest time is over.
        var unfelt = run.Seconds is null ? effect.NotSeenWithinAsync(EffectLimit, time, over.Token) : new TaskCompletionSource().Task;
        var first = await Task.WhenAny(due, lift, otherwise, unfelt);
        await over.CancelAsync();
        _ended.Token.ThrowIfCancellationRequested();
        var note = await SettleAsync(otherwise);
        if (!await removal.RemoveAsync(run, first == otherwise ? note : null, _ended.Token)) return;

        await marks.UpdateAsync(run.Fault.Affected);
        await recovery.AfterLiftAsync();
    }

    private void DoNothing(FaultRun run, FaultRecovery recovery)
    {
        run.Note(record => record with { Message = $"{record.Kind} on {record.Target} was to end before it began" });
        log.Note(run, "refused");
        recovery.NeverActed();
    }

    // It may have done more than it could tell, so it is undone as one that has acted.
    private async Task EndEarlyAsync(FaultRun run, FaultRecovery recovery)
    {
        var told = $"{run.Record.Kind} on {run.Record.Target}, which was to end while it was still on its way";
        if (!await removal.RemoveAsync(run, told, _ended.Token)) return;
        await marks.UpdateAsync(run.Fault.Affected);
        if (run.Record.ActedAt is null) recovery.NeverActed();
        else await recovery.AfterLiftAsync();
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
        => run.Record.EndsAt - time.GetUtcNow() is { } left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

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
