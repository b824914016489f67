using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ChaosLab.Benchmarks.Load;

/// <summary>ChaosLab's generator and those beside it; one that this machine does not have is left out.</summary>
internal sealed partial class LoadTools : IDisposable
{
    private const string Autocannon = "autocannon@9.0.0", Artillery = "artillery@2.0.21";

    private readonly DirectoryInfo _artifacts;
    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("chaoslab-load-");
    private readonly List<LoadTool> _all = [];

    private LoadTools(DirectoryInfo artifacts) => _artifacts = artifacts;

    public IReadOnlyList<LoadTool> All => _all;

    /// <summary>What could not be had, and why, and what is in doubt.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Looks which tools are there, and gets those of npm below the artifacts directory.</summary>
    public static async Task<LoadTools> FindAsync()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var tools = new LoadTools(own.Parent!.Parent!.Parent!);
        tools._all.Add(tools.ChaosLab(Path.Combine(own.Parent.Parent.FullName, "ChaosLab.ChaosController", own.Name, "ChaosLab.ChaosController.dll")));
        tools.AddWrk();
        await tools.AddNodeToolsAsync();
        return tools;
    }

    private string ArtilleryReport => Path.Combine(_work.FullName, "artillery-report.json");

    public void Dispose() => _work.Delete(recursive: true);

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static double Milliseconds(Match match)
        => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * match.Groups[2].Value switch { "us" => 0.001, "ms" => 1, _ => 1000 };

    private static JsonElement Json(string output) => JsonDocument.Parse(output).RootElement;

    [GeneratedRegex(@"99%\s+([0-9.]+)(us|ms|s)")]
    private static partial Regex WrkP99();

    private LoadTool ChaosLab(string cli) => new(
        "chaoslab", 20_000,
        (rate, duration, url) =>
        [
            "env", $"LAB_ROOT={_artifacts.Parent!.FullName}",
            "dotnet", cli, "load", "--rate", Text(rate), "--for", $"{Text(duration.TotalSeconds)}s", "--connections", "64", "--url", url.ToString(), "--json",
        ],
        output => Json(output).GetProperty("result").GetProperty("total").GetProperty("p99").GetDouble(),
        output => Json(output).GetProperty("result").GetProperty("total").GetProperty("unsent").GetDouble(),
        output => Json(output).GetProperty("result").TryGetProperty("complaint", out var complaint) ? complaint.GetString() : null);

    private void AddWrk()
    {
        var paths = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!paths.Any(path => File.Exists(Path.Combine(path, "wrk"))))
        {
            Notes.Add("Left out: wrk is not on this machine; install it (Debian: apt-get install wrk).");
            return;
        }

        _all.Add(new LoadTool(
            "wrk", null,
            (_, duration, url) => ["wrk", "-t2", "-c64", $"-d{Text(duration.TotalSeconds)}s", "--latency", url.ToString()],
            output => Milliseconds(WrkP99().Match(output))));
    }

    private async Task AddNodeToolsAsync()
    {
        var peers = Path.Combine(_artifacts.FullName, "peers");
        try
        {
            if (!File.Exists(Bin("artillery")) || !File.Exists(Bin("autocannon")))
            {
                await Programs.RunAsync(
                    "npm", ["install", "--prefix", peers, "--no-audit", "--no-fund", Autocannon, Artillery],
                    new Dictionary<string, string> { ["PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD"] = "1" }, TimeSpan.FromMinutes(10));
            }
        }
        catch (BenchmarkException error)
        {
            Notes.Add($"Left out: autocannon and artillery: {error.Message.Trim()}");
            return;
        }

        _all.Add(new LoadTool(
            "autocannon", 20_000,
            (rate, duration, url) => [Bin("autocannon"), "-R", Text(rate), "-c", "64", "-d", Text(duration.TotalSeconds), "-j", url.ToString()],
            output => Json(output).GetProperty("latency").GetProperty("p99").GetDouble()));
        _all.Add(new LoadTool("artillery", 5_000, ArtilleryCommand, _ => ArtilleryP99()));

        string Bin(string name) => Path.Combine(peers, "node_modules", ".bin", name);

        // It writes its figures to a file only.
        string[] ArtilleryCommand(int rate, TimeSpan duration, Uri url)
        {
            var script = Path.Combine(_work.FullName, "artillery.json");
            File.WriteAllText(script, JsonSerializer.Serialize(new
            {
                config = new { target = url.GetLeftPart(UriPartial.Authority), http = new { pool = 64, timeout = 10 }, phases = new[] { new { duration = duration.TotalSeconds, arrivalRate = rate } } },
                scenarios = new[] { new { flow = new[] { new { get = new { url = "/" } } } } },
            }));
            return ["env", "ARTILLERY_DISABLE_TELEMETRY=true", Bin("artillery"), "run", "--quiet", "--output", ArtilleryReport, script];
        }
    }

    private double ArtilleryP99()
        => Json(File.ReadAllText(ArtilleryReport)).GetProperty("aggregate").GetProperty("summaries").GetProperty("http.response_time").GetProperty("p99").GetDouble();
}
