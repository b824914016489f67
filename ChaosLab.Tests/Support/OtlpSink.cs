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

    private OtlpSink(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    /// <summary>Starts it on a port; 0 means a free one.</summary>
    public static async Task<OtlpSink> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        var sink = new OtlpSink(app);
        app.MapPost("/v1/traces", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            foreach (var span in OtlpTraces.Read(body.ToArray())) sink._spans.Enqueue(span);
            return Results.Ok();
        });
        app.MapPost("/v1/{signal}", () => Results.Ok());
        await app.StartAsync();
        return sink;
    }

    /// <summary>The spans of each trace that has a span of this name.</summary>
    public IReadOnlyList<IReadOnlyList<ExportedSpan>> TracesWith(string spanName)
        => [.. _spans.GroupBy(s => s.TraceId).Where(t => t.Any(s => s.Name == spanName)).Select(t => t.ToArray())];

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
