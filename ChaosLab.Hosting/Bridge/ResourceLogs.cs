using Microsoft.AspNetCore.Http;

namespace ChaosLab.Hosting.Bridge;

/// <summary>Reads the log that the host keeps of a resource.</summary>
internal sealed class ResourceLogs(ResourceLoggerService logs)
{
    private static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(2);

    /// <summary>The last lines of a log.</summary>
    public async Task<IReadOnlyList<string>> LastAsync(IResource resource, int count, CancellationToken ct)
    {
        var lines = new Queue<string>();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(ReadLimit);
        try
        {
            await foreach (var batch in logs.GetAllAsync(resource).WithCancellation(limit.Token))
            {
                foreach (var line in batch)
                {
                    lines.Enqueue(line.Content);
                    if (lines.Count > count) lines.Dequeue();
                }
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // What has been read so far must do.
        }

        return [.. lines];
    }

    /// <summary>Answers with the end of a log, as text; with <paramref name="follow"/> also with what comes later.</summary>
    public async Task WriteAsync(HttpContext context, IResource resource, bool follow, int tail)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        var ct = context.RequestAborted;
        if (!follow)
        {
            foreach (var line in await LastAsync(resource, tail, ct)) await context.Response.WriteAsync(line + "\n", ct);
            return;
        }

        // The first batch is what has been logged before.
        await context.Response.StartAsync(ct);
        var first = true;
        await foreach (var batch in logs.WatchAsync(resource).WithCancellation(ct))
        {
            foreach (var line in first ? batch.TakeLast(tail) : batch) await context.Response.WriteAsync(line.Content + "\n", ct);
            first = false;
            await context.Response.Body.FlushAsync(ct);
        }
    }
}
