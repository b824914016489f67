using System.Text.Json;
using ChaosLab.Hosting.Bridge.Wire;
using Microsoft.AspNetCore.Http;

namespace ChaosLab.Hosting.Bridge;

/// <summary>Streams records, one JSON object per line, each sent at once.</summary>
internal static class NdJson
{
    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    public static async Task WriteAsync<T>(HttpContext context, IAsyncEnumerable<T> records)
    {
        context.Response.ContentType = "application/x-ndjson";
        await context.Response.StartAsync(context.RequestAborted);
        await foreach (var record in records.WithCancellation(context.RequestAborted))
        {
            await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(record, WireJson.Options), context.RequestAborted);
            await context.Response.Body.WriteAsync(LineEnd, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
