using System.Diagnostics;

namespace ChaosLab.Tests.Support;

/// <summary>Waits on conditions instead of sleeping for a guessed time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until the answer satisfies the condition; fails with the last answer when the time is over.</summary>
    public static async Task<T> BeAsync<T>(
        string what, Func<CancellationToken, Task<T>> ask, Func<T, bool> satisfied, TimeSpan within)
    {
        var clock = Stopwatch.StartNew();
        object? last = null;
        while (clock.Elapsed < within)
        {
            using var attempt = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            try
            {
                var answer = await ask(attempt.Token);
                if (satisfied(answer)) return answer;
                last = answer;
            }
            catch (Exception error) when (error is not Shouldly.ShouldAssertException)
            {
                last = error.Message;
            }

            await Task.Delay(Interval);
        }

        throw new TimeoutException($"{what}: not within {within.TotalSeconds:0.#} s; last seen: {last}");
    }

    /// <summary>Asks until the condition holds.</summary>
    public static Task BeTrueAsync(string what, Func<CancellationToken, Task<bool>> condition, TimeSpan within)
        => BeAsync(what, condition, held => held, within);
}
