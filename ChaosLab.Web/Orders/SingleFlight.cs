using System.Collections.Concurrent;

namespace ChaosLab.Web.Orders;

/// <summary>Callers that ask the same thing at the same time share one piece of work and its outcome.</summary>
internal sealed class SingleFlight<TKey, TResult>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Lazy<Task<TResult>>> flights = new();

    /// <summary>Runs <paramref name="work"/>, or joins the one that runs for <paramref name="key"/>.</summary>
    public async Task<TResult> RunAsync(TKey key, Func<Task<TResult>> work)
    {
        var flight = flights.GetOrAdd(key, _ => new(work));
        try
        {
            return await flight.Value;
        }
        finally
        {
            flights.TryRemove(new(key, flight));
        }
    }
}
