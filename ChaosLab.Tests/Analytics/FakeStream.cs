using System.Globalization;
using ChaosLab.Analytics.Events;

namespace ChaosLab.Tests.Analytics;

/// <summary>A stream in memory.</summary>
internal sealed class FakeStream : IOrderStream
{
    public List<StreamEntry> Entries { get; } = [];

    public Task<IReadOnlyList<StreamEntry>> ReadAfterAsync(StreamId position, int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StreamEntry>>([.. Entries.Where(entry => entry.Id > position).Take(count)]);

    public Task<StreamId?> FindNewestAsync(CancellationToken cancellationToken) =>
        Task.FromResult(Entries.Count == 0 ? (StreamId?)null : Entries[^1].Id);

    /// <summary>Adds an event; <paramref name="at"/> is its place, in milliseconds.</summary>
    public Guid Add(ulong at, Guid? id = null, string type = OrderEvent.Placed, decimal amount = 10m, Guid? order = null, bool again = false)
    {
        var eventId = id ?? Guid.NewGuid();
        var fields = new Dictionary<string, string>
        {
            ["id"] = eventId.ToString(),
            ["type"] = type,
            ["orderId"] = (order ?? eventId).ToString(),
            ["amount"] = amount.ToString(CultureInfo.InvariantCulture),
            ["at"] = DateTimeOffset.FromUnixTimeMilliseconds((long)at).ToString("O", CultureInfo.InvariantCulture),
        };
        if (again)
            fields["again"] = "1";
        Entries.Add(new(new(at, 0), fields));
        return eventId;
    }
}
