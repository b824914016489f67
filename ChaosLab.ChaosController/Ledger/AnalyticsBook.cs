using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;

namespace ChaosLab.ChaosController.Ledger;

/// <summary>Reads analytics' <c>GET /orders/counted</c> line by line; however many orders it tells of, only the wanted ones are kept.</summary>
internal static class AnalyticsBook
{
    /// <summary>A line is a hundred bytes; a longer one is none.</summary>
    private const int LongestLine = 4 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Reads to the end.</summary>
    /// <param name="book">The answer.</param>
    /// <param name="wanted">The orders to keep.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <exception cref="JsonException">The text is no such answer, or ends too early.</exception>
    public static async Task<CountedOrders> ReadAsync(Stream book, IReadOnlySet<Guid> wanted, CancellationToken ct)
    {
        var input = PipeReader.Create(book);
        try
        {
            var kept = new Dictionary<string, CountedOrder>(StringComparer.OrdinalIgnoreCase);
            for (CountedOrders? end = null; ;)
            {
                var read = await input.ReadAsync(ct);
                var left = read.Buffer;
                while (left.PositionOf((byte)'\n') is { } newline)
                {
                    if (end is not null) throw new JsonException("it goes on after its end");
                    end = Take(left.Slice(0, newline), wanted, kept);
                    left = left.Slice(left.GetPosition(1, newline));
                }

                if (left.Length > LongestLine) throw new JsonException($"a line is longer than {LongestLine} bytes");
                if (read.IsCompleted) return left.IsEmpty && end is not null ? end : throw new JsonException("it ends in the middle");
                input.AdvanceTo(left.Start, left.End);
            }
        }
        finally
        {
            await input.CompleteAsync();
        }
    }

    /// <summary>Takes a line; returns the whole if it was the last one.</summary>
    private static CountedOrders? Take(in ReadOnlySequence<byte> line, IReadOnlySet<Guid> wanted, Dictionary<string, CountedOrder> kept)
    {
        var reader = new Utf8JsonReader(line);
        switch (JsonSerializer.Deserialize<Line>(ref reader, Json))
        {
            case { End: { } end }:
                return new CountedOrders(kept, end.Since, end.UpTo);
            case { Id: { } id } order:
                if (wanted.Contains(id)) kept[id.ToString()] = new CountedOrder(order.Placed, order.Refunds);
                return null;
            default:
                throw new JsonException("a line is neither an order nor the end");
        }
    }

    private readonly record struct Line(Guid? Id, int Placed, int Refunds, End? End);

    private sealed record End(DateTimeOffset? Since, DateTimeOffset? UpTo);
}
