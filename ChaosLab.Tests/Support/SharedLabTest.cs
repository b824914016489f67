using Xunit;

namespace ChaosLab.Tests.Support;

/// <summary>A test on the shared lab: it begins with an untroubled shop, whatever a test that failed left behind.</summary>
public abstract class SharedLabTest(SharedLab shared) : IAsyncLifetime
{
    /// <inheritdoc />
    public async ValueTask InitializeAsync() => await shared.Lab.SettleAsync();

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
