using System.Text.Json;
using Xunit;

namespace ChaosLab.Tests.Support;

/// <summary>A lab that a collection of tests uses by the command line alone, above all to run experiments.</summary>
public sealed class ExperimentLab : IAsyncLifetime
{
    /// <summary>What a verdict blames on a busy machine and not on the shop.</summary>
    private static readonly string[] BusyMachine = ["load kept up:", "other machines took", "steady state before:"];

    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("chaoslab-experiments-");

    internal CliLab Cli { get; } = new();

    /// <summary>Where the experiments' files are.</summary>
    internal string Folder => _files.FullName;

    public async ValueTask InitializeAsync()
    {
        var (exitCode, output) = await Cli.RunAsync("up", "--detach", "--infrastructure", "process");
        if (exitCode != 0) throw new InvalidOperationException($"lab up ended with {exitCode}: {output}");
    }

    public async ValueTask DisposeAsync()
    {
        await Cli.DisposeAsync();
        _files.Delete(recursive: true);
    }

    /// <summary>Writes an experiment's file and gives its path.</summary>
    internal string Write(string name, string text)
    {
        var file = Path.Combine(_files.FullName, name);
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>Runs a file to a verdict. What could not be told because the machine was busy is run again, as the tool says and <c>run-all</c> does.</summary>
    internal async Task<ExperimentOutcome> RunAsync(string file, params string[] options)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (exitCode, output) = await Cli.RunAsync(["run", file, .. options]);
            var outcome = new ExperimentOutcome(exitCode, output, Record(output));
            if (exitCode != 4 || attempt == 3 || !BusyMachine.Any(reason => output.Contains(reason, StringComparison.Ordinal))) return outcome;
        }
    }

    /// <summary>The record of the newest run.</summary>
    internal JsonElement? Record(string output)
    {
        if (!Directory.Exists(Cli.Runs)) return null;
        var folder = Directory.EnumerateDirectories(Cli.Runs).FirstOrDefault(run => output.Contains($"run {Path.GetFileName(run)},", StringComparison.Ordinal));
        var file = folder is null ? null : Path.Combine(folder, "run.json");
        return file is not null && File.Exists(file) ? JsonDocument.Parse(File.ReadAllText(file)).RootElement : null;
    }
}

/// <summary>What came of <c>lab run</c>.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Record">The run's record; null when there is none.</param>
internal sealed record ExperimentOutcome(int ExitCode, string Output, JsonElement? Record);

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ExperimentLabDefinition : ICollectionFixture<ExperimentLab>
{
    public const string Name = "experiment lab";
}
