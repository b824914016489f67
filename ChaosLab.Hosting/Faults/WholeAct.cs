namespace ChaosLab.Hosting.Faults;

/// <summary>An act that is never cut in half: who carries it out would go on with it though nobody waits any more, and finish after the undo.</summary>
internal sealed class WholeAct
{
    private Task _begun = Task.CompletedTask;

    /// <summary>Begins it unless it is cancelled already, and waits for its end.</summary>
    /// <param name="act">What is done.</param>
    /// <param name="ct">Gives up waiting; the act goes on.</param>
    public Task RunAsync(Func<Task> act, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        _begun = act();
        return _begun.WaitAsync(ct);
    }

    /// <summary>Waits, before the undo, for the end of what was begun; false when it was refused, so that nothing was done.</summary>
    public async Task<bool> EndedAsync(CancellationToken ct)
    {
        try
        {
            await _begun.WaitAsync(ct);
            return true;
        }
        catch (FaultRefusedException)
        {
            return false;
        }
#pragma warning disable CA1031 // Why it failed has been told to who began it; a part of it may have been done.
        catch (Exception) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return true;
        }
    }
}
