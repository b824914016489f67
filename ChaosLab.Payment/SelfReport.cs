using ChaosLab.ServiceDefaults;

namespace ChaosLab.Payment;

/// <summary>Shows a trouble of this process itself in <c>/health</c>, in the way its dependencies are shown there.</summary>
/// <param name="dependency">Under which name.</param>
/// <param name="trouble">What is wrong right now; null when nothing is.</param>
internal sealed class SelfReport(Dependency dependency, Func<string?> trouble)
{
    /// <summary>Brings <c>/health</c> up to date at once; without it the next probe would.</summary>
    public async Task UpdateAsync()
    {
        try
        {
            await dependency.CallAsync("check", _ => CheckAsync(), idempotent: false, CancellationToken.None);
        }
        catch (DependencyException)
        {
            // That is the report.
        }
    }

    private ValueTask<bool> CheckAsync() =>
        trouble() is { } text ? throw new InvalidOperationException(text) : ValueTask.FromResult(true);
}
