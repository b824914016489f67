using System.Text;
using System.Text.Json;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Console.Live;

/// <summary>Writes the feed as server-sent events (WHATWG HTML, section 9.2), and drops a reader that does not read.</summary>
internal sealed class LiveStream(LiveFeed feed, LiveSeat seat) : IResult
{
    /// <summary>How long one event may take to be taken. Default 10 s.</summary>
    public TimeSpan SlowLimit { get; init; } = TimeSpan.FromSeconds(10);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var place = seat;
        var response = httpContext.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";

        // A service that stops does not wait for pages to close.
        var stopping = httpContext.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        try
        {
            await WriteAsync(httpContext, Encoding.UTF8.GetBytes("retry: 1000\n\n"), over.Token);
            await foreach (var news in feed.WatchAsync(seat, over.Token)) await WriteAsync(httpContext, Write(news), over.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // The reader has gone, was too slow, or the service stops.
        }
    }

    /// <summary>One event as it goes over the wire; JSON has no line ends of its own.</summary>
    internal static byte[] Write(LiveEvent news)
        => [.. Encoding.UTF8.GetBytes($"event: {news.Name}\ndata: "), .. JsonSerializer.SerializeToUtf8Bytes(news.Data, WireJson.Options), .. "\n\n"u8];

    private async Task WriteAsync(HttpContext context, byte[] bytes, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(SlowLimit);
        try
        {
            await context.Response.Body.WriteAsync(bytes, limit.Token);
            await context.Response.Body.FlushAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            context.Abort();
            throw;
        }
    }
}
