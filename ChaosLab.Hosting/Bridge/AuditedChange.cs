using System.Text.Json;
using ChaosLab.Hosting.Faults;
using Microsoft.AspNetCore.Http;

namespace ChaosLab.Hosting.Bridge;

/// <summary>Reads of a change what the audit tells: which fault, on what. Settings and reasons stay out, as anything may stand there.</summary>
internal sealed class AuditedChange(FaultBook book)
{
    private const int LongestName = 100;

    private static readonly PathString Faults = "/faults";

    /// <summary>The kind and the target of a fault that is injected or lifted; null for other changes, and where the body names none.</summary>
    public async Task<(string? Kind, string? Target)> ReadAsync(HttpRequest request)
    {
        if (!request.Path.StartsWithSegments(Faults, out var id)) return default;
        if (HttpMethods.IsDelete(request.Method)) return book.Find(id.Value?.TrimStart('/') ?? "") is { } run ? (run.Record.Kind, run.Record.Target) : default;
        return HttpMethods.IsPost(request.Method) && request.HasJsonContentType() ? await InBodyAsync(request) : default;
    }

    // The body is kept, for the route reads it again; whatever is wrong with it is told there.
    private static async Task<(string? Kind, string? Target)> InBodyAsync(HttpRequest request)
    {
        request.EnableBuffering(BridgeServer.LargestBody);
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, default, request.HttpContext.RequestAborted);
            return (Text(body.RootElement, "kind"), Text(body.RootElement, "target"));
        }
        catch (Exception error) when (error is JsonException or IOException or InvalidOperationException or OperationCanceledException)
        {
            return default;
        }
        finally
        {
            request.Body.Position = 0;
        }
    }

    private static string? Text(JsonElement body, string name)
        => body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() is { Length: > LongestName } text ? text[..LongestName] : value.GetString()
            : null;
}
