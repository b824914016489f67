using System.Collections.Concurrent;

namespace ChaosLab.Catalog.Reading;

/// <summary>Lets one caller per key do the work while the others wait for its result: a miss storm reaches the database once.</summary>
internal sealed class SingleFlight<T>
{
    private readonly ConcurrentDictionary<string, Lazy<Task<T>>> flights = new(StringComparer.Ordinal);

    /// <summary>Joins the work that is under way for the key, or starts it. It is not cancelled when a caller leaves.</summary>
    public Task<T> RunAsync(string key, Func<Task<T>> work) =>
        flights.GetOrAdd(key, static (key, start) => new(() => start.Self.FlyAsync(key, start.Work)), (Self: this, Work: work)).Value;

    private async Task<T> FlyAsync(string key, Func<Task<T>> work)
    {
        // Without this, work that ends at once would remove its flight before the others could see it.
        await Task.Yield();
        try
        {
            return await work();
        }
        finally
        {
            flights.TryRemove(key, out _);
        }
    }
}
