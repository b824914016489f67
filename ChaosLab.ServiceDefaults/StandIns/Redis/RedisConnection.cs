using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace ChaosLab.ServiceDefaults.StandIns.Redis;

/// <summary>
/// A connection that is there from the start, connected or not, and that is replaced when it has gone silent although the server
/// answers others: StackExchange.Redis 1.2.6 reconnects after a refusal or a reset, but waits for ever on a black hole.
/// </summary>
internal sealed class RedisConnection : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // So many looks without a sign; a slow command on the server is not a broken connection.
    private const int ToleratedSilence = 3;

    // A healthy server on this machine is connected to in less; nobody starts before a first try was made.
    private static readonly TimeSpan FirstTry = TimeSpan.FromMilliseconds(250);

    private readonly ConfigurationOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private volatile ConnectionMultiplexer? _current;

    public RedisConnection(ConfigurationOptions options, TimeProvider time, ILogger logger)
    {
        _options = options;
        _time = time;
        _logger = logger;
        var connected = Task.Run(ConnectAsync);
        _ = Task.Run(() => WatchAsync(connected));
        connected.Wait(FirstTry);
    }

    /// <summary>The connection of the moment.</summary>
    /// <exception cref="IOException">There is none yet.</exception>
    public ConnectionMultiplexer Current => _current ?? throw new IOException(
        "The first connection to Redis is still being made.", new SocketException((int)SocketError.NotConnected));

    public void Dispose()
    {
        _stop.Cancel();

        // Not Dispose: it would wait for the answers of a server that may be frozen.
        _current?.Close(allowCommandsToComplete: false);
    }

    private async Task ConnectAsync()
    {
        var fresh = await ConnectionMultiplexer.ConnectAsync(_options);
        var old = Interlocked.Exchange(ref _current, fresh);
        if (_stop.IsCancellationRequested) fresh.Close(allowCommandsToComplete: false);
        old?.Close(allowCommandsToComplete: false);
    }

    private async Task WatchAsync(Task connected)
    {
        var silent = 0;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Look, _time, _stop.Token);
                await connected;
                silent = await AnswersAsync() ? 0 : silent + 1;
                if (silent < ToleratedSilence || !await RedisGreeting.AnswersAsync(_options, Patience, _time, _stop.Token)) continue;

                _logger.LogWarning("Redis answers, but not on the connection in use; it is replaced");
                await (connected = ConnectAsync());
                silent = 0;
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is RedisException or TimeoutException or OperationCanceledException or IOException)
            {
                _logger.LogDebug(error, "No new connection to Redis");
                if (connected.IsFaulted) connected = ConnectAsync();
            }
        }
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await Current.GetDatabase().PingAsync().WaitAsync(Patience, _time, _stop.Token);
            return true;
        }
        catch (Exception error) when (error is RedisException or TimeoutException or IOException)
        {
            return false;
        }
    }
}
