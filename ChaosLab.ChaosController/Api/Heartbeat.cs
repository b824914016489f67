using ChaosLab.ChaosController.Bridge;

namespace ChaosLab.ChaosController.Api;

/// <summary>Tells the AppHost once a second that the controller lives; when it falls silent, every fault is undone there.</summary>
/// <remarks>On a thread of its own: a busy pool must not look like a death.</remarks>
internal sealed class Heartbeat(BridgeClient bridge, IHostApplicationLifetime lifetime) : IHostedService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        new Thread(Run) { IsBackground = true, Name = "heartbeat" }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Run()
    {
        var stopping = lifetime.ApplicationStopping;
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
