using System.Globalization;
using System.Text.Json;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Resources;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChaosLab.Hosting.Bridge;

/// <summary>Notes every mutation in a file that only grows: the attempt before it is tried, the result after; and every one that was not let in.</summary>
internal sealed class BridgeAudit(LabResource lab, AuditedChange changes, TimeProvider time, ILogger<BridgeAudit> logger) : IDisposable
{
    /// <summary>The header by which a caller says who it is, percent-encoded; at most 200 characters are kept.</summary>
    public const string WhoHeader = "X-ChaosLab-Who";

    public const string FileName = "audit.jsonl";

    /// <summary>Refusals beyond this are not written in one run: nobody who is not let in may fill the disk.</summary>
    public const int MostRefusals = 1000;

    private const int LongestWho = 200;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly string _path = Path.Combine(lab.DataDirectoryOf("journal"), FileName);
    private FileStream? _file;
    private int _refusals;

    /// <summary>Stands within the guard: nothing is done that could not be noted.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsMutation(context.Request))
        {
            await next(context);
            return;
        }

        context.Items[this] = true;
        var attempt = await EntryAsync(context, "attempt", Who(context));
        if (await AppendAsync(attempt) is { } reason)
        {
            await Results.Problem($"The audit {_path} cannot be written, so nothing is done: {reason}", statusCode: StatusCodes.Status503ServiceUnavailable)
                .ExecuteAsync(context);
            return;
        }

        await next(context);
        await AppendAsync(attempt with { At = time.GetUtcNow(), Result = Status(context) });
    }

    /// <summary>Stands outside of the guard: who was not let in leaves a line, too, but who it says it is proves nothing.</summary>
    public async Task NoteRefusalAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (!IsMutation(context.Request) || context.Items.ContainsKey(this)) return;
        var count = Interlocked.Increment(ref _refusals);
        if (count > MostRefusals) return;
        var said = Said(context);
        await AppendAsync(new Entry(
            time.GetUtcNow(), lab.RunId, $"port {context.Connection.RemotePort}{(said.Length > 0 ? $", says: {said}" : "")}", What(context.Request), Status(context)));
        if (count == MostRefusals) logger.LogWarning("{Count} changes were refused; more are not written to the audit of this run", count);
    }

    public void Dispose()
    {
        _file?.Dispose();
        _turn.Dispose();
    }

    // A sign of life changes nothing that anybody would want to look up.
    private static bool IsMutation(HttpRequest request) => !HttpMethods.IsGet(request.Method) && request.Path != "/heartbeat";

    private static string What(HttpRequest request) => $"{request.Method} {Shorten(request.Path.Value ?? "")}";

    private static string Status(HttpContext context) => context.Response.StatusCode.ToString(CultureInfo.InvariantCulture);

    private static string Who(HttpContext context) => Said(context) is { Length: > 0 } said ? said : $"port {context.Connection.RemotePort}";

    private static string Said(HttpContext context) => Shorten(Uri.UnescapeDataString(context.Request.Headers[WhoHeader].ToString()));

    private static string Shorten(string text) => text[..Math.Min(text.Length, LongestWho)];

    private async Task<Entry> EntryAsync(HttpContext context, string result, string who)
    {
        var (kind, target) = await changes.ReadAsync(context.Request);
        return new Entry(time.GetUtcNow(), lab.RunId, who, What(context.Request), result, kind, target);
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

    private sealed record Entry(DateTimeOffset At, string Run, string Who, string What, string Result, string? Kind = null, string? Target = null);
}
