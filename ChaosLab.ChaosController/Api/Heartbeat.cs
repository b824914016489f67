using ChaosLab.ChaosController.Bridge;

namespace ChaosLab.ChaosController.Api;

/// <summary>Tells the AppHost once a second that the controller lives; when it falls silent, every fault is undone there.</summary>
/// <remarks>On a thread of its own: a busy pool must not look like a death.</remarks>
internal sealed class Heartbeat(BridgeClient bridge, IHostApplicationLifetime lifetime) : IHostedService, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _over = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
    private Thread? _beating;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _beating = new Thread(Run) { IsBackground = true, Name = "heartbeat" };
        _beating.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends it with the host also where that was never stopped: somebody else may listen where the bridge was.</summary>
    public void Dispose()
    {
        _over.Cancel();
        if (_beating?.Join(EndLimit) != false) _over.Dispose();
    }

    private void Run()
    {
        var stopping = _over.Token;
        do
        {
            try
            {
                bridge.BeatAsync(stopping).GetAwaiter().GetResult();
            }
            catch (Exception error) when (error is BridgeException or OperationCanceledException)
            {
                // The AppHost starts or ends; it counts the beats that arrive.
            }
        }
        while (!stopping.WaitHandle.WaitOne(Interval));
    }
}
