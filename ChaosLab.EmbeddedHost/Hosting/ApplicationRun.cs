using Aspire.Hosting;
using ChaosLab.EmbeddedHost.Orchestration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChaosLab.EmbeddedHost.Hosting;

/// <summary>One run of an AppHost from start to end, with its exit code.</summary>
internal static class ApplicationRun
{
    public static async Task RunAsync(DistributedApplication application, Orchestrator orchestrator, CancellationToken cancellationToken)
    {
        var lifetime = application.Services.GetRequiredService<IHostApplicationLifetime>();
        var ending = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var asked = lifetime.ApplicationStopping.Register(ending.SetResult);
        using var cancelled = cancellationToken.Register(lifetime.StopApplication);
        await using (application)
        {
            try
            {
                await application.StartAsync(cancellationToken);
                if (await Task.WhenAny(ending.Task, orchestrator.Failed) == orchestrator.Failed)
                    throw new DistributedApplicationException((await orchestrator.Failed).Message);
            }
            catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
            {
                // Ctrl+C while starting.
            }
            catch (DistributedApplicationException error)
            {
                // The message says it all; a stack trace would hide it.
                await Console.Error.WriteLineAsync(error.Message);
                Environment.ExitCode = 1;
            }

            await application.StopAsync(CancellationToken.None);
        }
    }
}
