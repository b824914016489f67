using System.Runtime.CompilerServices;

namespace ChaosLab.ChaosController.Console.Live;

/// <summary>The one state that all who watch share; it is read only while somebody does.</summary>
/// <remarks>Nothing waits in a queue: who is slow is told, in one update, all that changed since what it heard last.</remarks>
internal sealed class LiveFeed(LiveReader reader, TimeProvider time, ILogger<LiveFeed> logger) : IDisposable
{
    /// <summary>Who may watch at once; each costs a comparison per change.</summary>
    public const int MostWatchers = 32;

    /// <summary>What changes within this time after something was told is told together.</summary>
    public static readonly TimeSpan Together = TimeSpan.FromMilliseconds(100);

    /// <summary>A watcher hears something at least this often.</summary>
    public static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private int _watchers;
    private LiveBoard _board = new(time);
    private CancellationTokenSource? _reading;

    /// <summary>How many watch now.</summary>
    public int Watchers
    {
        get
        {
            lock (_gate) return _watchers;
        }
    }

    /// <summary>Takes a place; null when all are taken.</summary>
    public LiveSeat? Join()
    {
        lock (_gate)
        {
            if (_watchers >= MostWatchers) return null;
            if (_watchers++ == 0) Begin();
            return new LiveSeat(_board, Leave);
        }
    }

    /// <summary>The whole state as soon as it is known, then what changes, until cancelled.</summary>
    public async IAsyncEnumerable<LiveEvent> WatchAsync(LiveSeat seat, [EnumeratorCancellation] CancellationToken ct)
    {
        LiveUpdate? told = null;
        var spokeAt = time.GetTimestamp();
        while (true)
        {
            var (now, next) = seat.Board.Read();
            var news = told is null ? First(now) : Later(told, now);
            if (news is not null)
            {
                told = now;
            }
            else if (time.GetElapsedTime(spokeAt) >= PingInterval)
            {
                news = new LiveEvent("ping", new LiveUpdate(time.GetUtcNow()) { Bridge = now.Bridge });
            }

            if (news is not null)
            {
                yield return news;
                spokeAt = time.GetTimestamp();
                await Task.Delay(Together, time, ct);
                continue;
            }

            var left = PingInterval - time.GetElapsedTime(spokeAt);
            await next.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1), time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ct.ThrowIfCancellationRequested();
        }
    }

    public void Dispose()
    {
        lock (_gate) End();
    }

    private static LiveEvent? First(LiveUpdate now) => LiveSnapshot.Of(now) is { } snapshot ? new LiveEvent("snapshot", snapshot) : null;

    private static LiveEvent? Later(LiveUpdate told, LiveUpdate now)
        => !ReferenceEquals(told, now) && LiveDifference.Between(told, now) is { } update ? new LiveEvent("update", update) : null;

    private void Begin()
    {
        // A board of its own for each time: what was last seen an hour ago must not be told as the state of now.
        _board = new LiveBoard(time);
        _reading = new CancellationTokenSource();
        _ = ReadAsync(_board, _reading.Token);
    }

    private void Leave()
    {
        lock (_gate)
        {
            if (--_watchers == 0) End();
        }
    }

    private void End()
    {
        _reading?.Cancel();
        _reading?.Dispose();
        _reading = null;
    }

    private async Task ReadAsync(LiveBoard board, CancellationToken ct)
    {
        // Not on the caller's time: who joins holds the lock.
        await Task.Yield();
        try
        {
            await reader.RunAsync(board, ct);
        }
#pragma warning disable CA1031 // Whatever breaks the reading is told; the service goes on without it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            logger.LogError(error, "The live state is not read any more until everybody has left");
        }
    }
}
