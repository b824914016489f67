using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Experiments;

namespace ChaosLab.ChaosController.Probing;

/// <summary>
/// Carries out the <c>process</c> provider: one program, never through a shell, answered by <c>{status, stdout, stderr}</c>. Each output
/// is cut at 1 MiB, and <c>note</c> says so. On a time-out or cancellation the program ends with everything it started.
/// </summary>
internal static class ProcessActivity
{
    // Programs that a program leaves running may hold its outputs open; they are not waited for.
    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(1);

    /// <summary>Runs the program to its end.</summary>
    /// <param name="provider">The program and its arguments.</param>
    /// <param name="directory">Its working directory: that of the experiment's file.</param>
    /// <param name="environment">Its whole environment; <c>PATH</c> and <c>HOME</c> of it find the program.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>The answer; succeeded whatever the exit code, as in Chaos Toolkit: tolerances judge it.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled; the program has ended.</exception>
    public static async Task<ActivityAnswer> RunAsync(
        ProcessProvider provider, string directory, IReadOnlyDictionary<string, string> environment, CancellationToken ct)
    {
        if (ProgramPath.Find(provider.Path, directory, environment) is not { } program)
        {
            return ActivityAnswer.Failed(ProgramPath.Problem(provider.Path, directory, environment)!);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        if (provider.Timeout is { } timeout) limit.CancelAfter(timeout);
        try
        {
            using var process = Process.Start(StartInfo(program, provider.Arguments, directory, environment))!;
            process.StandardInput.Close();
            return await FollowAsync(process, provider, limit.Token, ct);
        }
        catch (Win32Exception error)
        {
            return ActivityAnswer.Failed($"{program} could not be started: {error.Message}.");
        }
    }

    private static async Task<ActivityAnswer> FollowAsync(Process process, ProcessProvider provider, CancellationToken limit, CancellationToken caller)
    {
        var (stdout, stderr) = (new BoundedOutput(), new BoundedOutput());
        using var reading = new CancellationTokenSource();
        var both = Task.WhenAll(
            stdout.ReadAsync(process.StandardOutput.BaseStream, stopWhenFull: false, reading.Token),
            stderr.ReadAsync(process.StandardError.BaseStream, stopWhenFull: false, reading.Token));
        var ended = true;
        try
        {
            await process.WaitForExitAsync(limit);
        }
        catch (OperationCanceledException)
        {
            ended = false;
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        await Task.WhenAny(both, Task.Delay(OutputGrace, CancellationToken.None));
        await reading.CancelAsync();
        caller.ThrowIfCancellationRequested();

        var output = new JsonObject { ["status"] = ended ? process.ExitCode : null, ["stdout"] = stdout.Text, ["stderr"] = stderr.Text };
        if (stdout.IsCut || stderr.IsCut) output["note"] = "The output is cut at 1 MiB.";
        return ended
            ? new ActivityAnswer(true, output, null)
            : ActivityAnswer.Failed($"'{provider.Path}' took longer than {provider.Timeout!.Value.TotalSeconds:0.###} s and was ended, with everything it started.", output);
    }

    private static ProcessStartInfo StartInfo(
        string program, IReadOnlyList<string> arguments, string directory, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = directory,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return start;
    }
}
