using System.Diagnostics;
using System.Text.Json;

namespace ChaosLab.Benchmarks.Shop;

/// <summary>A lab of its own for the measurement: built output, free ports, private data, started and ended by the CLI.</summary>
internal sealed class MeasuredLab : IAsyncDisposable
{
    private readonly string _name = $"bench-{Environment.ProcessId}";
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("chaoslab-bench-");
    private JsonElement[] _resources = [];

    /// <summary>From the command to every resource healthy, the command's own start included.</summary>
    public TimeSpan StartUp { get; private set; }

    public Uri Gateway { get; private set; } = null!;

    /// <summary>The control bridge of the AppHost.</summary>
    public Uri Bridge => new(Located.GetProperty("bridgeUrl").GetString()!);

    /// <summary>The chaos service.</summary>
    public Uri Console => new(Located.GetProperty("consoleUrl").GetString()!);

    /// <summary>What the bridge and the chaos service want to be shown.</summary>
    public string Token => Located.GetProperty("token").GetString()!;

    private JsonElement Located => JsonDocument.Parse(File.ReadAllText(Path.Combine(_directory.FullName, "run", _name + ".json"))).RootElement;

    /// <param name="infrastructure">How stores and gateway run: <c>process</c> or <c>container</c>.</param>
    public static async Task<MeasuredLab> StartAsync(string infrastructure = "process")
    {
        var lab = new MeasuredLab();
        var clock = Stopwatch.StartNew();
        await lab.CliAsync("up", "--detach", "--infrastructure", infrastructure);
        lab.StartUp = clock.Elapsed;

        lab._resources = [.. JsonDocument.Parse(await lab.CliAsync("status", "--json")).RootElement.GetProperty("resources").EnumerateArray()];
        lab.Gateway = new Uri(lab._resources.Single(r => r.GetProperty("name").GetString() == "gateway")
            .GetProperty("endpoints")[0].GetProperty("url").GetString()!);
        return lab;
    }

    /// <summary>Proportional set size in MiB of each resource's process tree and of the AppHost (Linux: smaps_rollup).</summary>
    public IReadOnlyDictionary<string, double> MemoryMiB()
    {
        var trees = ProcessTree.Read();
        var memory = new Dictionary<string, double>();
        foreach (var resource in _resources)
        {
            if (resource.TryGetProperty("pid", out var pid) && pid.ValueKind == JsonValueKind.Number)
                memory[resource.GetProperty("name").GetString()!] = trees.PssMiB(pid.GetInt32());
        }

        var all = trees.PssMiB(Located.GetProperty("pid").GetInt32());
        memory["apphost"] = all - memory.Values.Sum();
        return memory;
    }

    /// <summary>The process of a resource when the lab had started.</summary>
    public int PidOf(string resource) => _resources.Single(r => r.GetProperty("name").GetString() == resource).GetProperty("pid").GetInt32();

    /// <summary>A link that signs a browser in, once.</summary>
    public async Task<Uri> ConsoleLinkAsync()
        => new((await CliAsync("console", "--print")).Split('\n', StringSplitOptions.TrimEntries).Last(line => line.StartsWith("http://", StringComparison.Ordinal)));

    public async ValueTask DisposeAsync()
    {
        await CliAsync("down");
        _directory.Delete(recursive: true);
    }

    private Task<string> CliAsync(params string[] arguments)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var cli = Path.Combine(own.Parent!.Parent!.FullName, "ChaosLab.ChaosController", own.Name, "ChaosLab.ChaosController.dll");
        var environment = new Dictionary<string, string>
        {
            ["Lab__RunDirectory"] = Path.Combine(_directory.FullName, "run"),
            ["Lab__DataDirectory"] = Path.Combine(_directory.FullName, "data"),
            ["Lab__Port"] = "0",
            ["Lab__ConsolePort"] = "0",
            ["LAB_ROOT"] = own.Parent!.Parent!.Parent!.Parent!.FullName,
        };
        return Programs.RunAsync("dotnet", [cli, .. arguments, "--name", _name], environment, TimeSpan.FromMinutes(3));
    }
}
