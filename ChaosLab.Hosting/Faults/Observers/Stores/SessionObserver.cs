namespace ChaosLab.Hosting.Faults.Observers.Stores;

/// <summary>Keeps a session open; well is one that still answers. A broken one is told once, then a new one is opened.</summary>
internal abstract class SessionObserver<T> : IObserver, IAsyncDisposable where T : class, IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private T? _session;

    /// <summary>Opens the session, so that what follows is sure to meet it.</summary>
    public async Task ReadyAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            _session ??= await OpenAsync(ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task<bool> IsWellAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            _session ??= await OpenAsync(ct);
            try
            {
                await AskAsync(_session, ct);
                return true;
            }
#pragma warning disable CA1031 // Whatever keeps a session from answering, it is of no use any more.
            catch (Exception)
#pragma warning restore CA1031
            {
                await CloseAsync();
                return false;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        try
        {
            await CloseAsync();
        }
        finally
        {
            _turn.Release();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Opens a session.</summary>
    protected abstract Task<T> OpenAsync(CancellationToken ct);

    /// <summary>Throws unless the session answers.</summary>
    protected abstract Task AskAsync(T session, CancellationToken ct);

    private async Task CloseAsync()
    {
        if (_session is { } session) await session.DisposeAsync();
        _session = null;
    }
}
