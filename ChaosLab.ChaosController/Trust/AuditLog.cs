using System.Text.Json;
using ChaosLab.ChaosController.Console.SignIn;

namespace ChaosLab.ChaosController.Trust;

/// <summary>One line of the audit file.</summary>
/// <param name="At">When.</param>
/// <param name="Id">Ties the line of an attempt to the line of its outcome.</param>
/// <param name="Who">The remote address, the console's session if it came with one, and what it called itself.</param>
/// <param name="What">Method and path.</param>
/// <param name="Outcome"><c>attempt</c>, then the HTTP status or the error.</param>
internal sealed record AuditEntry(DateTimeOffset At, string Id, string Who, string What, string Outcome);

/// <summary>Notes every mutation in a file that only grows: the attempt before it is tried, the outcome after.</summary>
internal sealed partial class AuditLog : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly TimeProvider _time;
    private readonly ILogger<AuditLog> _logger;
    private readonly string _path;
    private FileStream? _file;

    public AuditLog(ServiceSettings settings, TimeProvider time, ILogger<AuditLog> logger)
        => (_path, _time, _logger) = (settings.AuditFile, time, logger);

    /// <summary>Notes an attempt; null when that is not possible, and then it must not be made.</summary>
    /// <param name="context">The request.</param>
    /// <param name="session">The console's session it comes with, or null.</param>
    public async Task<AuditEntry?> BeginAsync(HttpContext context, ConsoleSession? session)
    {
        var connection = context.Connection;
        var agent = context.Request.Headers.UserAgent.ToString();
        var entry = new AuditEntry(
            _time.GetUtcNow(), context.TraceIdentifier,
            $"{connection.RemoteIpAddress}:{connection.RemotePort}{(session is null ? "" : $" console session {session.Id}")}{(agent.Length > 0 ? " " + agent : "")}",
            $"{context.Request.Method} {context.Request.Path}", "attempt");
        return await AppendAsync(entry) ? entry : null;
    }

    /// <summary>Notes how an attempt ended.</summary>
    public Task EndAsync(AuditEntry attempt, string outcome)
        => AppendAsync(attempt with { At = _time.GetUtcNow(), Outcome = outcome });

    public void Dispose()
    {
        _file?.Dispose();
        _turn.Dispose();
    }

    private async Task<bool> AppendAsync(AuditEntry entry)
    {
        await _turn.WaitAsync();
        try
        {
            _file ??= Open();
            await _file.WriteAsync((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(entry, JsonSerializerOptions.Web), (byte)'\n']);
            _file.Flush(flushToDisk: true);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogUnwritable(_path, error.Message);
            return false;
        }
        finally
        {
            _turn.Release();
        }
    }

    private FileStream Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        try
        {
            return Open(_path);
        }
        catch (IOException) when (File.Exists(_path))
        {
            // Another lab writes to it: lines of two writers would mix.
            return Open(Path.ChangeExtension(_path, $".{Environment.ProcessId}{Path.GetExtension(_path)}"));
        }
    }

    private static FileStream Open(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The audit file {Path} cannot be written, so changes are refused: {Reason}")]
    private partial void LogUnwritable(string path, string reason);
}
