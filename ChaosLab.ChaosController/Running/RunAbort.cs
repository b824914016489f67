namespace ChaosLab.ChaosController.Running;

/// <summary>Ends a run before its time, for the first reason given.</summary>
/// <param name="tell">Is told the reason, before anything is cancelled.</param>
internal sealed class RunAbort(Action<string>? tell = null) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _source = new();
    private bool _closed;
    private string? _reason;

    /// <summary>Why; null while nobody wants it.</summary>
    public string? Reason => Volatile.Read(ref _reason);

    public bool IsRequested => Reason is not null;

    /// <summary>Cancelled with the request.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Asks for the end; only the first reason counts, and none after the verdict.</summary>
    public void Request(string reason)
    {
        lock (_gate)
        {
            if (_closed || IsRequested) return;
            Volatile.Write(ref _reason, reason);
            tell?.Invoke(reason);

            // Whoever asks must not carry out the end of the run on its own thread.
            _ = _source.CancelAsync();
        }
    }

    /// <summary>From now on a request comes too late.</summary>
    public void Close()
    {
        lock (_gate) _closed = true;
    }

    public void Dispose()
    {
        Close();
        _source.Dispose();
    }
}
