using Microsoft.Extensions.Hosting;

namespace ChaosLab.EmbeddedHost.Hosting;

/// <summary>Leaves the signals to the test runner, whose process it is.</summary>
internal sealed class TestLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
