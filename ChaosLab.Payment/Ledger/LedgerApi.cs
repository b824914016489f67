using System.Buffers;
using System.IO.Pipelines;

namespace ChaosLab.Payment.Ledger;

/// <summary><c>GET /ledger</c>: every entry, as the journal holds it.</summary>
internal static class LedgerApi
{
    private const int ChunkSize = 64 * 1024;

    public static void MapLedger(this WebApplication app) =>
        app.MapGet("/ledger", async (HttpContext http, PaymentLedger ledger) =>
        {
            http.Response.ContentType = "application/json; charset=utf-8";
            await WriteAsync(ledger, http.Response.BodyWriter, http.RequestAborted);
        });

    // The lines are JSON already; copying them costs no memory, however long the ledger is.
    private static async Task WriteAsync(PaymentLedger ledger, PipeWriter output, CancellationToken cancellationToken)
    {
        var end = ledger.DurableLength;
        using var file = File.OpenHandle(ledger.Path, options: FileOptions.Asynchronous, share: FileShare.ReadWrite);

        output.Write("{\"entries\":["u8);
        for (long at = 0; at < end - 1;)
        {
            var chunk = output.GetMemory(ChunkSize);
            chunk = chunk[..(int)Math.Min(chunk.Length, end - 1 - at)];
            var read = await RandomAccess.ReadAsync(file, chunk, at, cancellationToken);
            if (read == 0)
                break;
            chunk.Span[..read].Replace((byte)'\n', (byte)',');
            output.Advance(read);
            at += read;
            await output.FlushAsync(cancellationToken);
        }

        output.Write("]}"u8);
        await output.FlushAsync(cancellationToken);
    }
}
