using System.Globalization;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Load;

namespace ChaosLab.ChaosController.Running;

/// <summary>
/// Load before the load that counts: a lab that has just started compiles its code with the first requests, which is no experiment's
/// subject. It ends once two seconds were as usual, at the latest after the time that the experiment gives it. Its figures are not kept,
/// and its purchases are not in the run's books: their keys begin otherwise.
/// </summary>
internal sealed class WarmUp(RunScope scope)
{
    /// <summary>What is as usual: nothing failed, and the 95th percentile was at most this, in ms.</summary>
    public const double UsualP95 = 200;

    /// <summary>How long it has to be so.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>Warms the shop up with the rate that the load begins with, and with its mix.</summary>
    /// <exception cref="OperationCanceledException">The run is to end.</exception>
    public async Task RunAsync(LoadSpec load, Uri gateway, CancellationToken ct)
    {
        if (load.WarmUp == TimeSpan.Zero) return;
        var began = scope.Time.GetTimestamp();
        var spec = load with { Phases = [new LoadPhase(ArrivalPattern.Constant, load.Phases[0].Rate, null, null)] };
        var isUsual = false;
        scope.Log.Write(RunEventKind.Note, string.Create(
            CultureInfo.InvariantCulture, $"Warming up: {load.Phases[0].Rate}/s that count nowhere, for at most {Shell.Duration.Show(load.WarmUp)}."));
        await using (var warming = LoadGenerator.Start(spec, gateway, scope.Decisions.SeedFor("warm-up"), new NoLog(), scope.Time))
        {
            while (!isUsual && scope.Time.GetElapsedTime(began) < load.WarmUp)
            {
                await Task.Delay(Interval, scope.Time, ct);
                isUsual = scope.Time.GetElapsedTime(began) > Usual && IsUsual(warming.Recent(Usual));
            }

            // What is on its way belongs to no other load.
            await warming.StopAsync(ct);
        }

        var took = scope.Time.GetElapsedTime(began).TotalSeconds;
        scope.Log.Write(RunEventKind.Note, isUsual
            ? string.Create(CultureInfo.InvariantCulture, $"Warm-up: the shop answers as usual after {took:0.0} s.")
            : string.Create(CultureInfo.InvariantCulture,
                $"Warm-up: the shop does not answer as usual after {took:0.0} s (two seconds without an error and a p95 of at most {UsualP95:0} ms); the run goes on."));
    }

    private static bool IsUsual(RecentFigures recent) => recent is { Succeeded: > 0, Errors: 0, P95: <= UsualP95 };

    private sealed class NoLog : IPurchaseLog
    {
        public void Add(Purchase purchase)
        {
            // Bought before the run began.
        }
    }
}
