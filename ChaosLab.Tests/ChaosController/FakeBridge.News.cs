using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ChaosLab.Tests.ChaosController;

/// <summary>What the bridge tells to who follows it.</summary>
internal sealed partial class FakeBridge
{
    private readonly Channel<string> _news = Channel.CreateUnbounded<string>();
    private int _changeReaders;

    /// <summary>Whether every connection is cut, as if the AppHost had gone.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Whether the connection is cut instead of an answer about recent faults.</summary>
    public bool RecentIsCutOff { get; set; }

    /// <summary>How many follow the changes now.</summary>
    public int ChangeReaders => Volatile.Read(ref _changeReaders);

    /// <summary>Says that a part has changed, to the one who follows.</summary>
    public void Announce(string part) => _news.Writer.TryWrite(part);

    private void MapNews()
    {
        _app.Use((context, next) =>
        {
            if (IsSilent) context.Abort();
            return next(context);
        });
        _app.MapGet("/faults/recent", (HttpContext context) =>
        {
            if (RecentIsCutOff) context.Abort();
            return Results.Json(new[] { Fault("active", "outage", "payment", null, Owners.LastOrDefault()) });
        });
        _app.MapGet("/resources/{name}", (string name) => Results.Json(new
        {
            status = Resource(name, "Project", Web.State, Web.Health, explicitStart: false),
            environment = new[] { new { name = "Lab__Token", value = "***", masked = true } },
        }));
        _app.MapGet("/changes", TellChangesAsync);
    }

    private async Task TellChangesAsync(HttpContext context)
    {
        Interlocked.Increment(ref _changeReaders);
        try
        {
            context.Response.ContentType = "application/x-ndjson";
            await TellAsync(["resources", "faults", "halt"]);
            await foreach (var part in _news.Reader.ReadAllAsync(context.RequestAborted))
            {
                if (IsSilent) context.Abort();
                await TellAsync([part]);
            }
        }
        catch (OperationCanceledException)
        {
            // The reader has gone.
        }
        finally
        {
            Interlocked.Decrement(ref _changeReaders);
        }

        async Task TellAsync(string[] parts)
        {
            await context.Response.WriteAsync(Line(new { at = Start, parts }), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
