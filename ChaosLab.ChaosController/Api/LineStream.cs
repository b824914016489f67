using System.Text;
using System.Text.Json;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Api;

/// <summary>An answer that is written line by line, each as soon as it is known.</summary>
internal sealed class LineStream : IResult
{
    /// <summary>The media type of one JSON record per line.</summary>
    public const string Records = "application/x-ndjson";

    private readonly string _contentType;
    private readonly IAsyncEnumerator<string> _lines;
    private readonly bool _hasFirst;

    private LineStream(string contentType, IAsyncEnumerator<string> lines, bool hasFirst)
        => (_contentType, _lines, _hasFirst) = (contentType, lines, hasFirst);

    public static Task<LineStream> OfTextAsync(IAsyncEnumerable<string> lines, CancellationToken ct)
        => OpenAsync("text/plain; charset=utf-8", lines, ct);

    public static Task<LineStream> OfRecordsAsync<T>(IAsyncEnumerable<T> records, CancellationToken ct)
        => OpenAsync(Records, records.Select(record => JsonSerializer.Serialize(record, WireJson.Options)), ct);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = _contentType;
        await using (_lines)
        {
            for (var has = _hasFirst; has; has = await _lines.MoveNextAsync())
            {
                await response.WriteAsync(_lines.Current + "\n", Encoding.UTF8, httpContext.RequestAborted);
                await response.Body.FlushAsync(httpContext.RequestAborted);
            }
        }
    }

    // The first line is awaited before the answer starts: until then a refusal can still become a problem.
    private static async Task<LineStream> OpenAsync(string contentType, IAsyncEnumerable<string> lines, CancellationToken ct)
    {
        var enumerator = lines.GetAsyncEnumerator(ct);
        try
        {
            return new LineStream(contentType, enumerator, await enumerator.MoveNextAsync());
        }
        catch
        {
            await enumerator.DisposeAsync();
            throw;
        }
    }
}
