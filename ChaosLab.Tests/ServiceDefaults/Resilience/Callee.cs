using ChaosLab.ServiceDefaults;
using ChaosLab.ServiceDefaults.Resilience;
using ChaosLab.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChaosLab.Tests.ServiceDefaults.Resilience;

/// <summary>A dependency on a clock of the test's own, and how often it was really asked.</summary>
internal sealed class Callee : IDisposable
{
    private readonly DependencyMetrics _metrics = new();
    private int _asked;

    public Callee(Action<DependencyOptions>? configure = null, LabProfile? profile = null)
    {
        var options = new DependencyOptions { AttemptTimeout = TimeSpan.FromSeconds(1), TotalTimeout = TimeSpan.FromMinutes(1), MaxRetries = 0 };
        configure?.Invoke(options);
        Dependency = new Dependency("it", options, null, profile ?? LabProfile.Resilient, _metrics, Clock, NullLogger.Instance, faults: null);
    }

    public ManualClock Clock { get; } = new();

    public Dependency Dependency { get; }

    /// <summary>How many attempts reached it.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>Calls it; <paramref name="answer"/> gets the number of the attempt, counted from 1.</summary>
    public Task<string> CallAsync(Func<int, Task<string>> answer, bool idempotent = true, CancellationToken ct = default)
        => Dependency.CallAsync("ask", _ => new ValueTask<string>(answer(Interlocked.Increment(ref _asked))), idempotent, ct).AsTask();

    /// <summary>Calls it; it fails, as it does with a broken connection.</summary>
    public async Task<DependencyException> FailAsync()
    {
        try
        {
            await CallAsync(_ => throw new IOException("broken"));
        }
        catch (DependencyException error)
        {
            return error;
        }

        throw new InvalidOperationException("The call did not fail.");
    }

    /// <summary>An answer that never comes, and does not care who waits.</summary>
    public static Task<string> Never() => new TaskCompletionSource<string>().Task;

    public void Dispose() => _metrics.Dispose();
}
