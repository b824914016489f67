using System.Diagnostics;

namespace ChaosLab.Tests.Support;

/// <summary>Waits on conditions instead of sleeping for a guessed time.</summary>
internal static class Eventually
{
    /// <summary>How long to wait for what should take a moment: long enough for a machine that is busy with something else.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(20);

    /// <summary>Asks until the answer satisfies the condition; fails with the last answer when the time is over.</summary>
    /// <param name="what">What is waited for, for the failure's text.</param>
    /// <param name="ask">Asks once; an error counts as an answer that does not satisfy.</param>
    /// <param name="satisfied">The condition.</param>
    /// <param name="within">The time; <see cref="Limit"/> unless told. The last question is asked after it.</param>
    /// <param name="every">The pause between two questions; 50 ms unless told. What costs a program to ask is better asked less often.</param>
    public static async Task<T> BeAsync<T>(
        string what, Func<CancellationToken, Task<T>> ask, Func<T, bool> satisfied, TimeSpan? within = null, TimeSpan? every = null)
    {
        var limit = within ?? Limit;
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var isLast = clock.Elapsed >= limit;
            object? seen;
            using var attempt = new CancellationTokenSource(AttemptLimit);
            try
            {
                var answer = await ask(attempt.Token);
                if (satisfied(answer)) return answer;
                seen = answer is string[] list ? string.Join("; ", list) : answer;
            }
            catch (Exception error) when (error is not Shouldly.ShouldAssertException)
            {
                seen = error.Message;
            }

            if (isLast) throw new TimeoutException($"{what}: not within {limit.TotalSeconds:0.#} s; last seen: {seen}");
            await Task.Delay(every ?? Interval);
        }
    }

    /// <summary>Asks until the condition holds.</summary>
    public static Task BeTrueAsync(string what, Func<CancellationToken, Task<bool>> condition, TimeSpan? within = null)
        => BeAsync(what, condition, held => held, within);

    /// <summary>Looks until the condition holds.</summary>
    public static Task BeTrueAsync(string what, Func<bool> condition, TimeSpan? within = null)
        => BeTrueAsync(what, _ => Task.FromResult(condition()), within);
}
