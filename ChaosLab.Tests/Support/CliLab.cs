using System.Text.Json;

namespace ChaosLab.Tests.Support;

/// <summary>A lab driven only by the <c>lab</c> command line, with run files and data of its own.</summary>
internal sealed class CliLab : IAsyncDisposable
{
    /// <summary>Between two questions that are a program each: its start takes a processor from the lab that is waited for.</summary>
    public static readonly TimeSpan BetweenPrograms = TimeSpan.FromMilliseconds(500);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("chaoslab-cli-");

    public CliLab() => Alone.Require();

    public string Name { get; } = Lab.UniqueName();

    /// <summary>Where its experiments' runs are kept.</summary>
    public string Runs => Path.Combine(_directory.FullName, "runs");

    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        ["Lab__RunDirectory"] = Path.Combine(_directory.FullName, "run"),
        ["Lab__DataDirectory"] = Path.Combine(_directory.FullName, "data"),
        ["Lab__RunsDirectory"] = Runs,
        ["Lab__Port"] = "0",
        ["Lab__ConsolePort"] = "0",
        ["DOTNET_ENVIRONMENT"] = "Development",
        ["LAB_ROOT"] = BuiltPrograms.Checkout,
    };

    /// <summary>Where its AppHost tells how to reach it.</summary>
    public string LocateFile => Path.Combine(_directory.FullName, "run", Name + ".json");

    /// <summary>Where its stores and journals are.</summary>
    public string Data => Path.Combine(_directory.FullName, "data");

    public Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
        => RunningProgram.RunAsync(BuiltPrograms.Cli, [.. arguments, "--name", Name], Environment, TimeSpan.FromMinutes(5));

    public RunningProgram Start(params string[] arguments)
        => RunningProgram.Start(BuiltPrograms.Cli, [.. arguments, "--name", Name], Environment);

    /// <summary>The AppHost itself, as <c>dotnet run --project ChaosLab.AppHost</c> starts it.</summary>
    public RunningProgram StartAppHost()
        => RunningProgram.Start(BuiltPrograms.AppHost, ["--Lab:Name=" + Name, "--Lab:Infrastructure=process"], Environment);

    /// <summary><c>lab status --json</c>, parsed.</summary>
    public async Task<JsonElement[]> StatusAsync()
    {
        var (exitCode, output) = await RunAsync("status", "--json");
        if (exitCode is not (0 or 1)) throw new InvalidOperationException($"lab status ended with {exitCode}: {output}");
        return [.. JsonDocument.Parse(output).RootElement.GetProperty("resources").EnumerateArray()];
    }

    /// <summary>Waits until <c>lab health</c> says yes.</summary>
    public Task HealthyAsync()
        => Eventually.BeAsync("lab health", _ => RunAsync("health"), run => run.ExitCode == 0, TimeSpan.FromMinutes(3), every: BetweenPrograms);

    public async ValueTask DisposeAsync()
    {
        await RunAsync("down");

        // Of a lab that was killed the stores may take a moment longer to let go of their files.
        await Eventually.BeTrueAsync("the lab's files deleted", () =>
        {
            _directory.Refresh();
            if (_directory.Exists) _directory.Delete(recursive: true);
            return true;
        });
    }
}
