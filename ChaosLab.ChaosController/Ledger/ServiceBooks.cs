using System.Text.Json;
using ChaosLab.ChaosController.Bridge;

namespace ChaosLab.ChaosController.Ledger;

/// <summary>The books that services keep: payment's ledger and what analytics has counted, over HTTP and past every edge.</summary>
/// <param name="addressOf">Finds the HTTP address of a resource, or null; throws <see cref="BridgeException"/> when the AppHost does not answer.</param>
internal sealed class ServiceBooks(Func<string, CancellationToken, Task<Uri?>> addressOf) : IDisposable
{
    private const string Ledger = "Payment's ledger";
    private const string Counted = "What analytics has counted";

    private static readonly TimeSpan LedgerTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CountedTime = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(2),

        // A connection that a fault froze must not be used again.
        PooledConnectionLifetime = TimeSpan.FromSeconds(1),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>The entries of some orders, and those of customers whose names begin with a prefix; at most <paramref name="most"/>.</summary>
    /// <exception cref="BookUnreadableException">Payment does not answer, or there are more.</exception>
    public Task<List<BookedEntry>> EntriesAsync(HashSet<string> orders, string customerPrefix, int most, CancellationToken ct)
        => AskAsync(Ledger, "payment", "/ledger", LedgerTime, async (body, limit) =>
        {
            var entries = new List<BookedEntry>();
            await foreach (var entry in PaymentBook.ReadAsync(body, limit))
            {
                if (!orders.Contains(entry.Key) && entry.Customer?.StartsWith(customerPrefix, StringComparison.Ordinal) != true) continue;
                if (entries.Count == most) throw new BookUnreadableException(Ledger, $"it has more than {most} entries of the run. Make fewer purchases.");
                entries.Add(entry);
            }

            return entries;
        }, ct);

    /// <summary>What analytics has counted of some orders.</summary>
    /// <exception cref="BookUnreadableException">Analytics does not answer.</exception>
    public Task<CountedOrders> CountedAsync(IReadOnlySet<Guid> orders, CancellationToken ct)
        => AskAsync(Counted, "analytics", "/orders/counted", CountedTime, (body, limit) => AnalyticsBook.ReadAsync(body, orders, limit), ct);

    public void Dispose() => _http.Dispose();

    private async Task<T> AskAsync<T>(
        string book, string resource, string path, TimeSpan within, Func<Stream, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(within);
        try
        {
            var address = await addressOf(resource, limit.Token)
                ?? throw new BookUnreadableException(book, $"'{resource}' has no address. See that it runs (./lab status).");
            using var response = await _http.GetAsync(new Uri(address, path), HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if (!response.IsSuccessStatusCode)
            {
                throw new BookUnreadableException(book, $"'{resource}' answered {(int)response.StatusCode} to GET {path}. See its log (./lab logs {resource}).");
            }

            await using var body = await response.Content.ReadAsStreamAsync(limit.Token);
            return await read(body, limit.Token);
        }
        catch (OperationCanceledException error) when (!ct.IsCancellationRequested)
        {
            throw new BookUnreadableException(book, $"'{resource}' did not answer within {within.TotalSeconds:0} s. See that it runs (./lab status).", error);
        }
        catch (JsonException error)
        {
            throw new BookUnreadableException(book, $"what '{resource}' answered to GET {path} is not what it should be: {error.Message}", error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or BridgeException)
        {
            throw new BookUnreadableException(book, $"'{resource}' does not answer: {error.Message.TrimEnd('.')}. See that it runs (./lab status).", error);
        }
    }
}
