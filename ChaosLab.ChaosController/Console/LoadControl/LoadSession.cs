using ChaosLab.ChaosController.Load;

namespace ChaosLab.ChaosController.Console.LoadControl;

/// <summary>One load, going on or over.</summary>
internal sealed class LoadSession(GeneratedLoad load, double rate, DateTimeOffset startedAt, TimeSpan length, string? by, TimeProvider time)
{
    private static readonly TimeSpan Recently = TimeSpan.FromSeconds(30);

    // What is on its way when a load is ended is waited for this long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private LoadStatus? _final;
    private string? _ended;
    private DateTimeOffset? _endedAt;

    public bool IsRunning => !load.Over.IsCompleted;

    /// <summary>Completes when it is over and all it asked is settled.</summary>
    public Task Over => load.Over;

    public LoadStatus Status
    {
        get
        {
            lock (_gate) return _final ?? (load.Over.IsCompleted ? _final = Tell(running: false) : Tell(running: true));
        }
    }

    /// <summary>Ends it before its time; does nothing when it is over.</summary>
    public async Task EndAsync(string reason)
    {
        lock (_gate)
        {
            if (load.Over.IsCompleted) return;
            _ended ??= reason;
            _endedAt ??= time.GetUtcNow();
        }

        using var patience = new CancellationTokenSource(Patience);
        await load.StopAsync(patience.Token);
    }

    private LoadStatus Tell(bool running)
    {
        // By the second: those that are settled are not added up again.
        long due = 0, failed = 0, unsent = 0;
        foreach (var second in load.Seconds)
        {
            due += second.Figures.Due;
            failed += second.Figures.Failed + second.Figures.TimedOut;
            unsent += second.Figures.Unsent;
        }

        var p95 = load.Recent(running ? Recently : time.GetUtcNow() - startedAt + Recently).P95;
        return new LoadStatus(running, rate, startedAt, _endedAt ?? startedAt + length, due - unsent, failed, unsent, p95, by, _ended);
    }
}
