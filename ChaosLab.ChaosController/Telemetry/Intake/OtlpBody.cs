using System.IO.Compression;
using Microsoft.AspNetCore.Http.Features;

namespace ChaosLab.ChaosController.Telemetry.Intake;

/// <summary>The body of an export request, plain or with gzip.</summary>
internal static class OtlpBody
{
    /// <summary>The most bytes, as sent and as unpacked.</summary>
    public const int Limit = 4 << 20;

    /// <summary>Reads all of it.</summary>
    /// <exception cref="OtlpRefusedException">It is too large, or not packed as it says.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = Limit;
        var encoding = context.Request.Headers.ContentEncoding.ToString();
        try
        {
            if (encoding is "" or "identity") return await DrainAsync(context.Request.Body, context.RequestAborted);
            if (!encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase))
                throw new OtlpRefusedException(StatusCodes.Status415UnsupportedMediaType, $"The content encoding '{encoding}' is not supported; use gzip or none.");

            await using var unpacked = new GZipStream(context.Request.Body, CompressionMode.Decompress, leaveOpen: true);
            return await DrainAsync(unpacked, context.RequestAborted);
        }
        catch (InvalidDataException error)
        {
            throw new OtlpRefusedException(StatusCodes.Status400BadRequest, $"The body is not gzip: {error.Message}");
        }
        catch (BadHttpRequestException error)
        {
            throw new OtlpRefusedException(error.StatusCode, error.Message);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> DrainAsync(Stream body, CancellationToken ct)
    {
        var all = new MemoryStream();
        var piece = new byte[16 * 1024];
        for (var read = await body.ReadAsync(piece, ct); read > 0; read = await body.ReadAsync(piece, ct))
        {
            // What a few packed bytes unpack to is not known before.
            if (all.Length + read > Limit)
                throw new OtlpRefusedException(StatusCodes.Status413PayloadTooLarge, $"The body has more than {Limit} bytes; export smaller batches.");
            all.Write(piece, 0, read);
        }

        return all.GetBuffer().AsMemory(0, (int)all.Length);
    }
}
