using System.Text.Json;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Resources;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChaosLab.Hosting.Bridge;

/// <summary>Notes every mutation in a file that only grows: the attempt before it is tried, the result after.</summary>
internal sealed class BridgeAudit(LabResource lab, TimeProvider time, ILogger<BridgeAudit> logger) : IDisposable
{
    /// <summary>The header by which a caller says who it is, percent-encoded; at most 200 characters are kept.</summary>
    public const string WhoHeader = "X-ChaosLab-Who";

    public const string FileName = "audit.jsonl";

    private const int LongestWho = 200;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly string _path = Path.Combine(lab.DataDirectoryOf("journal"), FileName);
    private FileStream? _file;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // A sign of life changes nothing that anybody would want to look up.
        if (HttpMethods.IsGet(context.Request.Method) || context.Request.Path == "/heartbeat")
        {
            await next(context);
            return;
        }

        var attempt = new Entry(time.GetUtcNow(), lab.RunId, Who(context), $"{context.Request.Method} {context.Request.Path}", "attempt");
        if (await AppendAsync(attempt) is { } reason)
        {
            await Results.Problem($"The audit {_path} cannot be written, so nothing is done: {reason}", statusCode: StatusCodes.Status503ServiceUnavailable)
                .ExecuteAsync(context);
            return;
        }

        await next(context);
        await AppendAsync(attempt with { At = time.GetUtcNow(), Result = context.Response.StatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture) });
    }

    public void Dispose()
    {
        _file?.Dispose();
        _turn.Dispose();
    }

    private static string Who(HttpContext context)
    {
        var said = Uri.UnescapeDataString(context.Request.Headers[WhoHeader].ToString());
        return said.Length == 0 ? $"port {context.Connection.RemotePort}" : said[..Math.Min(said.Length, LongestWho)];
    }

    // Null when the line is on the disk, else why it is not.
    private async Task<string?> AppendAsync(Entry entry)
    {
        await _turn.WaitAsync();
        try
        {
            _file ??= Open();
            await _file.WriteAsync((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(entry, WireJson.Options), (byte)'\n']);
            _file.Flush(flushToDisk: true);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            logger.LogError("The audit {Path} cannot be written: {Reason}", _path, error.Message);
            return error.Message;
        }
        finally
        {
            _turn.Release();
        }
    }

    private FileStream Open()
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(_path, options);
    }

    private sealed record Entry(DateTimeOffset At, string Run, string Who, string What, string Result);
}
