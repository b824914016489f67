namespace ChaosLab.Hosting.Faults.Observers.Edges;

/// <summary>One edge that is called again and again: learns what is usual until it may be disturbed, and says whether the fault shows.</summary>
/// <param name="call">Calls over the edge once.</param>
/// <param name="sign">How the fault shows.</param>
internal sealed class EdgeWatched(Func<CancellationToken, Task<EdgeReading>> call, EdgeSign sign)
{
    // A first answer that took longer may have been slow by chance, or because this code ran for the first time.
    private static readonly TimeSpan Doubtful = TimeSpan.FromMilliseconds(5);

    private EdgeUsual? _before;
    private TimeSpan _quickest = TimeSpan.MaxValue;
    private int _inARow;
    private volatile bool _disturbed;

    /// <summary>From now on calls may be disturbed, also one that is under way.</summary>
    public void StopLearning() => _disturbed = true;

    /// <summary>Calls, and says whether the fault shows; never to be called twice at once.</summary>
    public async Task<bool> ShowsAsync(CancellationToken ct)
    {
        var begun = !_disturbed;
        var reading = await call(ct);
        if (_before is null && !_disturbed && reading.Answered && reading.Took > Doubtful)
        {
            var again = await call(ct);
            if (!again.Answered || again.Took < reading.Took) reading = again;
        }

        if (reading.Answered) Learn(reading.Took);

        // One that was under way when the fault acted may be late for what came before it; that it was not answered at all is no chance.
        if (begun && _disturbed && reading.Answered) return _inARow >= sign.InARow;
        _inARow = sign.Shows(reading, _before ?? new EdgeUsual(_quickest, TimeSpan.Zero)) ? _inARow + 1 : 0;
        return _inARow >= sign.InARow;
    }

    private void Learn(TimeSpan took)
    {
        if (took < _quickest) _quickest = took;
        if (_disturbed) return;
        if (_before is not { } before) _before = new EdgeUsual(took, TimeSpan.Zero);
        else if (took < before.Quickest) _before = new EdgeUsual(took, before.Quickest + before.Spread - took);
        else if (took - before.Quickest > before.Spread) _before = before with { Spread = took - before.Quickest };
    }
}
