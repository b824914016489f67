using Xunit;

namespace ChaosLab.Tests.Browser;

/// <summary>A test in a browser: skipped where there is none. It leaves no fault, no load and no halt behind.</summary>
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
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Chromium.Missing is null) await Lab.Api.TidyAsync();
    }
}
