using System.Globalization;
using System.Text.RegularExpressions;
using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Experiments.Reading;
using ChaosLab.ChaosController.Shell;

namespace ChaosLab.ChaosController.Running;

/// <summary>Keeps what each part of the lab logs while a run lasts: one file per resource, each line with the time it came, without colours and the run's secrets.</summary>
internal sealed class LogCapture(BridgeClient bridge, string directory, TimeProvider time, SecretMask mask) : IAsyncDisposable
{
    /// <summary>What is kept of one resource, in characters; the rest is dropped, and the file says so.</summary>
    private const long Most = 20_000_000;

    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _over = new();
    private readonly List<Task> _following = [];

    /// <summary>Follows the logs of these resources until disposed.</summary>
    public void Start(IEnumerable<string> resources)
    {
        Directory.CreateDirectory(directory);
        foreach (var resource in resources) _following.Add(FollowAsync(resource));
    }

    /// <summary>How many lines of a resource, kept so far, match.</summary>
    /// <exception cref="RegexMatchTimeoutException">The pattern takes too long.</exception>
    public async Task<int> CountAsync(string resource, Regex pattern, CancellationToken ct)
    {
        var file = FileOf(resource);
        if (!File.Exists(file)) return 0;

        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var found = 0;
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            if (pattern.IsMatch(line)) found++;
        }

        return found;
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAll(_following);
        _over.Dispose();
    }

    private string FileOf(string resource) => Path.Combine(directory, resource + ".log");

    private async Task FollowAsync(string resource)
    {
        try
        {
            await KeepAsync(resource, _over.Token);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A full disk costs this log, and not the run.
        }
    }

    private async Task KeepAsync(string resource, CancellationToken ct)
    {
        await using var writer = new StreamWriter(
            new FileStream(FileOf(resource), FileMode.Create, FileAccess.Write, FileShare.Read)) { AutoFlush = true };
        var kept = 0L;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await foreach (var line in bridge.ReadLogsAsync(resource, follow: true, tail: 0, ct))
                {
                    if (kept > Most) continue;
                    kept += line.Length;
                    var text = kept > Most ? "(the rest of this log is not kept)" : mask.Apply(TerminalCodes.Strip(line));
                    await writer.WriteLineAsync(string.Create(
                        CultureInfo.InvariantCulture, $"{time.GetUtcNow().UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} {text}"));
                }

                await Task.Delay(Reconnect, time, ct);
            }
            catch (BridgeException)
            {
                // The AppHost is away or the resource is new: what comes later is still worth keeping.
                await Task.Delay(Reconnect, time, ct).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
