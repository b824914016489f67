namespace ChaosLab.ChaosController.Console.Live;

/// <summary>A watcher's place at the feed; the last one to leave ends the reading.</summary>
internal sealed class LiveSeat(LiveBoard board, Action leave) : IDisposable
{
    private int _left;

    public LiveBoard Board => board;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _left, 1) == 0) leave();
    }
}
