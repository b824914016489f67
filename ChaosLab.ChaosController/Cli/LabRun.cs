using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Launching;
using ChaosLab.ChaosController.Setup;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Cli;

/// <summary>One run of a lab from <c>lab up</c>: provision, start, show, and stop or leave it.</summary>
internal sealed class LabRun(CliContext context)
{
    public async Task<int> RunAsync(LaunchOptions options, bool detach, TimeSpan limit, CancellationToken ct)
    {
        using var turn = StartTurn.Take(context.Labs, options.Name);
        if (context.Labs.Read(options.Name) is { State: LocateFileState.Running } running) return await ShowRunningAsync(running, ct);
        context.Labs.Forget(options.Name);
        context.Repository.RequireBuilt();
        await Provisioning.EnsureAsync(options.Infrastructure, context.Terminal, ct);

        using var appHost = AppHostProcess.Start(context.Repository, options);
        try
        {
            var location = await StartAsync(options, appHost, limit, ct);
            turn.Dispose();
            await ShowAsync(location, ct);
            if (detach)
            {
                context.Terminal.Line($"The lab '{options.Name}' runs on. Stop it: ./lab down{LabSelection.NameOption(options.Name)}");
                return ExitCodes.Done;
            }

            return await StayAsync(options, appHost, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return await StopAsync(options, appHost) ? ExitCodes.Done : ExitCodes.No;
        }
        catch (Exception error) when (error is LabError or BridgeException)
        {
            context.Terminal.Error($"{error.Message}\nThe whole log: {appHost.Log}");
            if (!appHost.HasExited) await StopAsync(options, appHost);
            context.Labs.Forget(options.Name);
            return ExitCodes.No;
        }
    }

    private Task<LabLocation> StartAsync(LaunchOptions options, AppHostProcess appHost, TimeSpan limit, CancellationToken ct)
    {
        context.Terminal.Line($"Starting the lab '{options.Name}' ({options.Profile}, {options.Infrastructure})…");
        var startup = new Startup(context.Labs, options.Name, appHost);
        return StartupDisplay.ShowAsync(context, progress => startup.WaitAsync(limit, progress, ct));
    }

    private async Task<int> StayAsync(LaunchOptions options, AppHostProcess appHost, CancellationToken ct)
    {
        context.Terminal.Line("Ctrl+C stops the lab.");
        await appHost.WaitForExitAsync(ct);
        context.Labs.Forget(options.Name);
        if (appHost.ExitCode == 0)
        {
            context.Terminal.Line($"The lab '{options.Name}' was stopped.");
            return ExitCodes.Done;
        }

        context.Terminal.Error(
            $"The AppHost ended unexpectedly, exit code {appHost.ExitCode}.\n{string.Join('\n', appHost.LastLines(10))}\nThe whole log: {appHost.Log}");
        return ExitCodes.No;
    }

    private async Task<bool> StopAsync(LaunchOptions options, AppHostProcess appHost)
    {
        context.Terminal.Note($"Stopping the lab '{options.Name}'…");
        var file = context.Labs.Read(options.Name);
        var stopper = new LabStopper(context.Terminal, context.Interruption.Insisted);
        var stopped = await stopper.StopAsync(file?.Location is null ? appHost.Identity : file.AppHost, file?.Location);
        context.Labs.Forget(options.Name);
        if (stopped) context.Terminal.Line($"The lab '{options.Name}' is stopped.");
        return stopped;
    }

    private async Task<int> ShowRunningAsync(LocateFile file, CancellationToken ct)
    {
        context.Terminal.Line($"The lab '{file.Name}' is already running.");
        await ShowAsync(file.Location!, ct);
        return ExitCodes.Done;
    }

    private async Task ShowAsync(LabLocation location, CancellationToken ct)
    {
        using var bridge = new BridgeClient(location);
        LabHeading.Write(context, await bridge.GetLabAsync(ct));
        context.Terminal.Out.Write(ResourceTable.Create(context.Terminal, await bridge.GetResourcesAsync(ct)));
    }
}
