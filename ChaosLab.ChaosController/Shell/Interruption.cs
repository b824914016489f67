using System.Runtime.InteropServices;

namespace ChaosLab.ChaosController.Shell;

/// <summary>Ctrl+C, SIGTERM or a closed terminal, as tokens: the first asks to stop in good order, the second at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _requested = new();
    private readonly CancellationTokenSource _insisted = new();
    private readonly List<PosixSignalRegistration> _signals = [];

    /// <summary>The first request.</summary>
    public CancellationToken Requested => _requested.Token;

    /// <summary>The second request.</summary>
    public CancellationToken Insisted => _insisted.Token;

    /// <summary>Listens to the signals of this process until disposed.</summary>
    public static Interruption Listen()
    {
        var interruption = new Interruption();
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
        {
            interruption._signals.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                interruption.Request();
            }));
        }

        return interruption;
    }

    /// <summary>What a signal does.</summary>
    public void Request()
    {
        if (_requested.IsCancellationRequested) _insisted.Cancel();
        else _requested.Cancel();
    }

    public void Dispose()
    {
        foreach (var signal in _signals) signal.Dispose();
        _requested.Dispose();
        _insisted.Dispose();
    }
}
