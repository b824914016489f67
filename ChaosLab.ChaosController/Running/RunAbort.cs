namespace ChaosLab.ChaosController.Running;

/// <summary>Ends a run before its time, for the first reason given.</summary>
internal sealed class RunAbort : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private string? _reason;

    /// <summary>Why; null while nobody wants it.</summary>
    public string? Reason => Volatile.Read(ref _reason);

    public bool IsRequested => Reason is not null;

    /// <summary>Cancelled with the request.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Asks for the end; only the first reason counts.</summary>
    public void Request(string reason)
    {
        if (Interlocked.CompareExchange(ref _reason, reason, null) is null) _source.Cancel();
    }

    public void Dispose() => _source.Dispose();
}
