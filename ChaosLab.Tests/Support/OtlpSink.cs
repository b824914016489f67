using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChaosLab.Tests.Support;

/// <summary>One exported span, as far as the tests look at it.</summary>
internal sealed record ExportedSpan(
    string Service, string TraceId, string Name, IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<string> Events);

/// <summary>An OTLP endpoint over HTTP/protobuf that keeps the spans it gets.</summary>
internal sealed class OtlpSink : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ExportedSpan> _spans = new();

    private int _requests;

    private OtlpSink(WebApplication app) => (_app, Url) = (app, "");

    public string Url { get; private set; }

    /// <summary>How many exports came, of any signal.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Starts it on a port; 0 means a free one.</summary>
    public static async Task<OtlpSink> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        var sink = new OtlpSink(app);
        app.Use((context, next) =>
        {
            Interlocked.Increment(ref sink._requests);
            return next(context);
        });
        app.MapPost("/v1/traces", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            foreach (var span in OtlpTraces.Read(body.ToArray())) sink._spans.Enqueue(span);
            return Results.Ok();
        });
        app.MapPost("/v1/{signal}", () => Results.Ok());
        await app.StartAsync();
        sink.Url = app.Urls.Single();
        return sink;
    }

    /// <summary>The spans of each trace that has a span of this name.</summary>
    public IReadOnlyList<IReadOnlyList<ExportedSpan>> TracesWith(string spanName)
        => [.. _spans.GroupBy(s => s.TraceId).Where(t => t.Any(s => s.Name == spanName)).Select(t => t.ToArray())];

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
