namespace ChaosLab.Hosting.Faults.Kinds.Stores;

/// <summary>Asks a store again that comes and goes.</summary>
internal static class Patience
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Acts until it succeeds, at most for a time.</summary>
    /// <param name="limit">How long it is tried again.</param>
    /// <param name="isPassing">Which failures may pass; others come through at once.</param>
    /// <param name="act">Acts once.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<T> UntilDoneAsync<T>(
        TimeSpan limit, Func<Exception, bool> isPassing, Func<CancellationToken, Task<T>> act, TimeProvider time, CancellationToken ct)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await act(ct);
            }
            catch (Exception error) when (isPassing(error) && time.GetElapsedTime(begun) < limit)
            {
                await Task.Delay(Interval, time, ct);
            }
        }
    }

    /// <summary>Asks until there is nothing to tell, at most for a time; the last answer.</summary>
    public static async Task<string?> UntilNothingAsync(
        TimeSpan limit, Func<CancellationToken, Task<string?>> ask, TimeProvider time, CancellationToken ct)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            var answer = await ask(ct);
            if (answer is null || time.GetElapsedTime(begun) >= limit) return answer;
            await Task.Delay(Interval, time, ct);
        }
    }
}
