using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Console.LoadControl;

/// <summary>Load on the shop at a person's wish: one at a time, on the lab's own gateway, and over when the lab is halted.</summary>
internal sealed class ShopLoad(BridgeClient bridge, RunRegistry runs, LoadOutcomes outcomes, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Between two looks whether it may go on.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>A lab that cannot be asked for this long may be halted.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1);
    private LoadSession? _last;

    /// <summary>The last load, going on or over; null before the first.</summary>
    public LoadStatus? Status => _last?.Status;

    /// <summary>Starts a load and returns at once.</summary>
    /// <param name="order">How much; without a <see cref="LoadOrder.Problem"/>.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="ct">Gives up before it is started.</param>
    /// <exception cref="LoadRefusedException">One runs, a run makes its own, the lab is halted, or it has no gateway here.</exception>
    /// <exception cref="BridgeException">The AppHost does not answer.</exception>
    public async Task<LoadStatus> StartAsync(LoadOrder order, string? by, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            if (_last is { IsRunning: true } other)
                throw new LoadRefusedException($"A load of {other.Status.Rate} requests per second runs until {other.Status.EndsAt.ToLocalTime():HH:mm:ss}; stop it first.");
            if (LoadOfRun() is { } busy) throw new LoadRefusedException(busy + " Wait for its end, or abort it.");
            if (await bridge.GetHaltAsync(ct) is { Halted: true } halt)
                throw new LoadRefusedException($"The lab is halted{(halt.Reason is { Length: > 0 } why ? $" ({why})" : "")}; release it first.");
            var lab = await bridge.GetLabAsync(ct);
            if (!Uri.TryCreate(lab.GatewayUrl, UriKind.Absolute, out var gateway)) throw new LoadRefusedException("The lab has no gateway to send load to.");
            return Begin(order, gateway, by).Status;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends the load that runs; gives the last one's figures, null when there was none.</summary>
    public async Task<LoadStatus?> StopAsync(string reason)
    {
        if (_last is not { } session) return null;
        await session.EndAsync(reason);
        return session.Status;
    }

    public async ValueTask DisposeAsync()
    {
        if (_last is { } session) await session.EndAsync("the chaos service stopped");
        _turn.Dispose();
    }

    private LoadSession Begin(LoadOrder order, Uri gateway, string? by)
    {
        var length = TimeSpan.FromSeconds(order.Seconds!.Value);
        GeneratedLoad load;
        try
        {
            load = LoadGenerator.Start(order.ToSpec(), gateway, Random.Shared.Next(), new PurchaseCounts(), time, outcomes: outcomes);
        }
        catch (ArgumentException error)
        {
            throw new LoadRefusedException(error.Message);
        }

        load.EndAfter(length);
        var session = new LoadSession(load, order.Rate!.Value, time.GetUtcNow(), length, by, time);
        _last = session;
        _ = Task.Run(() => WatchAsync(session));
        return session;
    }

    // The halt comes from anywhere, and a run that makes load of its own may begin meanwhile.
    private async Task WatchAsync(LoadSession session)
    {
        var heard = time.GetTimestamp();
        while (session.IsRunning)
        {
            if (LoadOfRun() is { } busy)
            {
                await session.EndAsync(busy);
                return;
            }

            try
            {
                using var limit = new CancellationTokenSource(Silence);
                if ((await bridge.GetHaltAsync(limit.Token)).Halted)
                {
                    await session.EndAsync("The lab was halted.");
                    return;
                }

                heard = time.GetTimestamp();
            }
            catch (Exception error) when (error is BridgeException or OperationCanceledException)
            {
                if (time.GetElapsedTime(heard) >= Silence)
                {
                    await session.EndAsync("The AppHost does not answer, so nobody could halt the load.");
                    return;
                }
            }

            await Task.WhenAny(session.Over, Task.Delay(Look, time));
        }
    }

    private string? LoadOfRun() => runs.Active is { Order.Experiment.Lab.Load: not null } run ? $"The run {run.Id} makes load of its own." : null;
}
