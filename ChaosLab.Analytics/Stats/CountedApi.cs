using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;

namespace ChaosLab.Analytics.Stats;

/// <summary><c>GET /orders/counted</c>: how often each order was counted, one JSON object a line, and a last line that says how far that goes.</summary>
internal static class CountedApi
{
    private const int ChunkSize = 500;

    public static void MapCounted(this WebApplication app) =>
        app.MapGet("/orders/counted", async (HttpContext http, OrderStats stats) =>
        {
            http.Response.ContentType = "application/x-ndjson";
            await WriteAsync(stats, http.Response.BodyWriter, http.RequestAborted);
        });

    // In chunks, so that a long answer neither takes much memory nor holds up the counting.
    private static async Task WriteAsync(OrderStats stats, PipeWriter output, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(output);
        var chunk = new CountedOrder[ChunkSize];
        long at = 0;
        while (stats.CopyCounted(ref at, chunk) is > 0 and var count)
        {
            foreach (var order in chunk.AsSpan(0, count))
                Write(json, output, order);
            await output.FlushAsync(cancellationToken);
        }

        // Last, so that it also tells of the orders that were forgotten while the lines were written.
        WriteEnd(json, output, stats.Reach);
        await output.FlushAsync(cancellationToken);
    }

    private static void Write(Utf8JsonWriter json, PipeWriter output, CountedOrder order)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, order.Id);
        json.WriteNumber("placed"u8, order.Placed);
        json.WriteNumber("refunds"u8, order.Refunds);
        json.WriteEndObject();
        EndLine(json, output);
    }

    private static void WriteEnd(Utf8JsonWriter json, PipeWriter output, CountedReach reach)
    {
        json.WriteStartObject();
        json.WritePropertyName("end"u8);
        JsonSerializer.Serialize(json, reach, AnalyticsJson.Default.CountedReach);
        json.WriteEndObject();
        EndLine(json, output);
    }

    private static void EndLine(Utf8JsonWriter json, PipeWriter output)
    {
        json.Flush();
        json.Reset();
        output.Write("\n"u8);
    }
}
