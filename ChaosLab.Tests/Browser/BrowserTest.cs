using Xunit;

namespace ChaosLab.Tests.Browser;

/// <summary>A test in a browser: skipped where there is none.</summary>
[Collection(BrowserLabDefinition.Name)]
public abstract class BrowserTest(BrowserLab lab) : IAsyncLifetime
{
    internal BrowserLab Lab { get; } = lab;

    /// <inheritdoc />
    public ValueTask InitializeAsync()
    {
        BrowserLab.Require();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
