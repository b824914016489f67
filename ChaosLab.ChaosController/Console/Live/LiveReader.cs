using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Console.LoadControl;
using ChaosLab.ChaosController.Console.Traffic;
using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Console.Live;

/// <summary>Puts the state together while somebody watches: what the AppHost says has changed at once, figures once a second.</summary>
internal sealed class LiveReader(
    BridgeClient bridge, DependencyReader dependencies, RunRegistry runs, TrafficSampler sampler, TrafficTally tally, SloTarget target, ShopLoad load,
    TimeProvider time)
{
    private const int MostRuns = 20;

    // The AppHost says at least every 2 s that it lives.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan Reconnect = TimeSpan.FromMilliseconds(500);

    /// <summary>Keeps a board up to date until cancelled.</summary>
    public async Task RunAsync(LiveBoard board, CancellationToken ct)
    {
        var parts = new LiveParts(bridge, dependencies, board, error =>
        {
            // A refusal is an answer.
            if (error.IsUnreachable) Tell(board, error.Message);
        });
        void Tick()
        {
            parts.AskFigures();
            board.Set(OwnFigures);
        }

        sampler.Closed += Tick;
        try
        {
            Tick();
            await Task.WhenAll(FollowAsync(board, parts, ct), parts.RunAsync(ct));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Nobody watches any more.
        }
        finally
        {
            sampler.Closed -= Tick;
        }
    }

    private async Task FollowAsync(LiveBoard board, LiveParts parts, CancellationToken ct)
    {
        while (true)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(Patience);
            var reason = "The AppHost has ended its answer.";
            try
            {
                await foreach (var change in bridge.WatchChangesAsync(patience.Token))
                {
                    patience.CancelAfter(Patience);
                    Tell(board, null);
                    parts.Ask(change.Parts);
                }
            }
            catch (BridgeException error)
            {
                reason = error.Message;
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                reason = $"The AppHost has said nothing for {Patience.TotalSeconds:0} s.";
            }

            Tell(board, reason);
            await Task.Delay(Reconnect, time, ct);
        }
    }

    // The time of the turn stays: what is said later of the same silence is no news.
    private void Tell(LiveBoard board, string? reason) => board.Set(state => state.Bridge?.Reachable == (reason is null)
        ? state
        : state with { Bridge = new BridgeState(reason is null, time.GetUtcNow(), reason) });

    private LiveUpdate OwnFigures(LiveUpdate state) => state with
    {
        Runs = RunsNow(state.Runs),
        Traffic = tally.Last(TrafficTally.Shown),
        Slo = SloStatus.Of(target, TrafficTally.Kept, tally.Sum(TrafficTally.Kept), tally.Sum(SloStatus.Recent)),
        Load = load.Status,
    };

    // A run that has ended holds its whole judgement; it is not written again each second to see that it is the same.
    private IReadOnlyList<RunStatus> RunsNow(IReadOnlyList<RunStatus>? before)
    {
        RunStatus[] now = [.. runs.All.Take(MostRuns).Select(RunStatus.Of)];
        return before is not null && before.SequenceEqual(now) ? before : now;
    }
}
